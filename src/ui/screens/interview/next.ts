// Which interview comes next: of the same level and about something else, since cases that look alike are learned best when
// they are mixed. Pure.
import type { Interview } from '../../../interview/schema.ts';
import type { Progress } from '../../../progress/progress.ts';

/** One that is not passed yet, another family first, then the nearest level; undefined when all are passed. */
export function nextInterview(all: readonly Interview[], progress: Progress, now: Interview): Interview | undefined {
  const open = all.filter(({ slug }) => slug !== now.slug && progress.interviews.get(slug)?.passed !== true);
  const distance = ({ level, families }: Interview) =>
    // A level that is easier is farther than one that is as much harder.
    Math.abs(level - now.level) * 4 + (level < now.level ? 1 : 0) + (families[0] === now.families[0] ? 2 : 0);
  return [...open].sort((one, other) => distance(one) - distance(other))[0];
}
