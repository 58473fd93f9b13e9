// Numbers about clients whose contract was changed: how many of them go on, show something wrong, are refused, and do not
// build. Pure, like measure.ts, which gathers them.
import type { EventOf, WireEvent } from './event.ts';
import type { Measure } from './measure.ts';

export const CONTRACT_MEASURES = {
  contractWorks: { title: 'Installed clients that go on as before', unit: '', badge: 'hook' },
  contractWrong: { title: 'Installed clients that show something wrong and do not notice', unit: '', badge: 'hook' },
  contractRefused: { title: 'Installed clients that are refused at their first call', unit: '', badge: 'hook' },
  buildErrors: { title: 'Clients that do not build against the changed contract', unit: '', badge: 'recorded' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Counts what became of clients; 0 where no contract was changed. */
export function measureContract(events: readonly WireEvent[]): Readonly<Record<keyof typeof CONTRACT_MEASURES, number>> {
  const count = (outcome: EventOf<'app:contract'>['data']['outcome']) =>
    events.filter((event) => event.name === 'app:contract' && event.data.outcome === outcome).length;
  return {
    contractWorks: count('works'),
    contractWrong: count('wrong'),
    contractRefused: count('refused'),
    buildErrors: count('build-error'),
  };
}
