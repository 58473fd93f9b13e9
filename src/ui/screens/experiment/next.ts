// What one can do after an experiment. Pure.
import type { Catalog } from '../../../content/catalog.ts';
import type { Progress } from '../../../progress/progress.ts';
import type { SelectItem } from '../../components/select.tsx';
import type { Route } from '../../route.ts';
import type { Symbols } from '../../theme.ts';

export type Next = { readonly type: 'again' } | { readonly type: 'go'; readonly route: Route };

/** The experiment after this one, or the quiz after the last; then the lab, and this one once more. */
export function nextAfter(id: string, catalog: Catalog, progress: Progress, symbols: Symbols): readonly SelectItem<Next>[] {
  const found = catalog.experiment(id);
  if (found === undefined) return [];
  const { experiment, lesson } = found;
  const after = lesson.experiments[lesson.experiments.findIndex((each) => each.id === id) + 1];
  const go = (route: Route): Next => ({ type: 'go', route });
  const mark = (done: boolean) => ({ mark: done ? symbols.done : symbols.todo, markRole: done ? ('good' as const) : ('dim' as const) });
  const open = { mark: symbols.right, markRole: 'accent' as const };
  return [
    ...(after === undefined
      ? []
      : [
          {
            key: after.id,
            label: after.title,
            hint: 'next experiment',
            value: go({ screen: 'experiment', experiment: after.id }),
            ...mark(progress.experiments.has(after.id)),
          },
        ]),
    ...(after === undefined && lesson.questions.length > 0
      ? [
          {
            key: 'quiz',
            label: `Answer ${lesson.questions.length} questions`,
            hint: 'quiz',
            value: go({ screen: 'quiz', lesson: lesson.slug }),
            ...mark(lesson.questions.every((question) => progress.questions.get(question.id) === 'correct')),
          },
        ]
      : []),
    { key: 'again', label: 'Run it again', hint: 'same prediction', value: { type: 'again' }, ...open },
    { key: 'lab', label: 'Try what you like in the lab', hint: 'lab', value: go({ screen: 'lab', lab: experiment.lab }), ...open },
    { key: 'lesson', label: `Back to the lesson`, hint: lesson.title, value: go({ screen: 'lesson', lesson: lesson.slug }), ...open },
  ];
}
