// Which files have which shape, by glob from the content folder. Data alone: the shapes themselves are in shapes.ts.

/** Kind of file to where such files are; `lesson` is the front matter of lesson.md. */
export const SHAPE_FILES = {
  sources: 'sources.yaml',
  topic: 'topics/*/topic.yaml',
  lesson: 'topics/*/*/lesson.md',
  quiz: 'topics/*/*/quiz.yaml',
  experiment: 'topics/*/*/experiment.yaml',
  requirements: 'decisions/*/requirements.yaml',
  candidates: 'decisions/*/candidates.yaml',
  rules: 'decisions/*/rules.yaml',
  scenarios: 'decisions/*/scenarios.yaml',
  tensions: 'decisions/tensions.yaml',
  design: 'designs/*.yaml',
  comparison: 'comparisons/*.yaml',
  interview: 'interviews/*.yaml',
  reasonings: 'reasonings.yaml',
} as const;

export type ShapeName = keyof typeof SHAPE_FILES;
