// Where a mock interview is opened: at the step where it was left, or at its beginning.
import { sessionOf } from '../interview/session.ts';
import { settingFor } from '../interview/setting.ts';
import type { Place } from '../progress/event.ts';
import type { Services } from '../services.ts';

type Sitting = Extract<Place, { readonly screen: 'interview' }>;

/** The sitting of an interview (the list of them where the name is empty); a seed that is given begins another one. */
export function interviewPlace(
  services: Services,
  slug: string,
  asked: { readonly seed?: number; readonly timed?: boolean } = {},
): Sitting {
  const { seed = services.seed(), timed = false } = asked;
  const fresh: Sitting = { screen: 'interview', interview: slug, seed, answers: {}, seconds: 0, timed };
  const interview = services.catalog.interview(slug);
  const kept = services.progress.progress.sittings.get(slug);
  if (interview === undefined || kept === undefined || asked.seed !== undefined) return fresh;
  const over = sessionOf(settingFor(services.catalog, interview, kept.seed), kept.answers).next === undefined;
  return over ? fresh : { ...kept, timed: timed || kept.timed };
}
