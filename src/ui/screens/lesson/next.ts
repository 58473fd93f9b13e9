// What one can do after a lesson. Pure.
import type { Catalog } from '../../../content/catalog.ts';
import type { Lesson } from '../../../content/schema.ts';
import type { Progress } from '../../../progress/progress.ts';
import type { SelectItem } from '../../components/select.tsx';
import type { Route } from '../../route.ts';
import type { Symbols } from '../../theme.ts';

/** Experiments, lab, quiz, decision and the lesson after this one, with what is done marked. */
export function nextSteps(lesson: Lesson, catalog: Catalog, progress: Progress, symbols: Symbols): readonly SelectItem<Route>[] {
  const mark = (done: boolean) => ({ mark: done ? symbols.done : symbols.todo, markRole: done ? ('good' as const) : ('dim' as const) });
  const right = lesson.questions.filter(({ id }) => progress.questions.get(id) === 'correct').length;
  const book = lesson.decision === undefined ? undefined : catalog.decision(lesson.decision);
  const all = catalog.topics.flatMap((topic) => topic.lessons);
  const after = all[all.findIndex(({ slug }) => slug === lesson.slug) + 1];
  return [
    ...lesson.experiments.map(({ id, title }) => ({
      key: id,
      label: title,
      hint: 'experiment',
      value: { screen: 'experiment', experiment: id } as const,
      ...mark(progress.experiments.has(id)),
    })),
    ...(lesson.lab === undefined
      ? []
      : [
          {
            key: 'lab',
            label: 'Try what you like in the lab',
            hint: 'lab',
            value: { screen: 'lab', lab: lesson.lab } as const,
            mark: symbols.right,
            markRole: 'accent' as const,
          },
        ]),
    ...(lesson.questions.length === 0
      ? []
      : [
          {
            key: 'quiz',
            label: `Answer ${lesson.questions.length} questions`,
            hint: right > 0 ? `quiz, ${right} right` : 'quiz',
            value: { screen: 'quiz', lesson: lesson.slug } as const,
            ...mark(right === lesson.questions.length),
          },
        ]),
    ...(book === undefined
      ? []
      : [
          {
            key: 'decision',
            label: book.title,
            hint: 'decide',
            value: { screen: 'decision', family: book.family } as const,
            mark: symbols.right,
            markRole: 'accent' as const,
          },
        ]),
    ...(after === undefined
      ? []
      : [
          {
            key: 'after',
            label: after.title,
            hint: 'next lesson',
            value: { screen: 'lesson', lesson: after.slug } as const,
            ...mark(progress.lessonsRead.has(after.slug)),
          },
        ]),
  ];
}
