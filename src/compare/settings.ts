// What can be set of a comparison: the feed, the path, who listens, and what goes wrong. A setting whose name a lab knows too
// is handed to that lab. Pure data.
import { CLEAN, type Conditions } from '../wire/conditions.ts';
import type { Setting, Settings } from '../wire/setting.ts';

export const FAULTS = ['none', 'cut', 'buffering'] as const;
export type Fault = (typeof FAULTS)[number];
/** How much the application does about a cut: nothing, come back, come back and name what it had. */
export const CARES = ['none', 'reconnect', 'resume'] as const;
export type Care = (typeof CARES)[number];

export const COMPARE_SETTINGS: readonly Setting[] = [
  { kind: 'number', name: 'rate', title: 'Messages a second', default: 20, min: 0.5, max: 200, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: 'Bytes of a message', default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
  { kind: 'number', name: 'messages', title: 'Messages in a run', default: 60, min: 4, max: 2000, step: 20, unit: '' },
  { kind: 'number', name: 'clients', title: 'Clients, where a lab has several', default: 1, min: 1, max: 200, step: 1, unit: '' },
  { kind: 'choice', name: 'fault', title: 'What goes wrong', default: 'none', choices: FAULTS },
  { kind: 'choice', name: 'care', title: 'What the application adds', default: 'none', choices: CARES },
  { kind: 'number', name: 'rtt', title: 'Round-trip time', default: 0, min: 0, max: 2000, step: 20, unit: 'ms' },
  { kind: 'number', name: 'loss', title: 'Loss (held back: a model)', default: 0, min: 0, max: 50, step: 1, unit: '%' },
  { kind: 'number', name: 'interval', title: 'Between two polls', default: 500, min: 20, max: 10_000, step: 100, unit: 'ms' },
];

/** What is left of them where no feed is carried: the path. */
const PATH_SETTINGS: readonly Setting[] = COMPARE_SETTINGS.filter(({ name }) => name === 'rtt' || name === 'loss');

/** The settings that do something in a comparison with, or without, a feed. */
export const settingsOf = ({ feed }: { readonly feed: boolean }): readonly Setting[] => (feed ? COMPARE_SETTINGS : PATH_SETTINGS);

/** The values of COMPARE_SETTINGS, typed. */
export interface CompareSettings {
  readonly rate: number;
  readonly size: number;
  readonly messages: number;
  readonly clients: number;
  readonly fault: Fault;
  readonly care: Care;
  readonly rtt: number;
  readonly loss: number;
  readonly interval: number;
}

/** Parsed settings as their type. */
export function compareSettings(values: Settings): CompareSettings {
  return values as unknown as CompareSettings;
}

/** What the path of every row is like. */
export function pathOf({ rtt, loss, fault }: CompareSettings): Conditions {
  return { ...CLEAN, rtt, loss, buffering: fault === 'buffering' };
}

const FAULT_WORDS: Readonly<Record<Fault, string>> = { none: '', cut: 'a cut in the middle', buffering: 'a proxy that buffers' };
const CARE_WORDS: Readonly<Record<Care, string>> = {
  none: 'no code for it',
  reconnect: 'code reconnects',
  resume: 'code resumes',
};

/** The feed in words: `20 messages a second of 120 bytes`, or `20/s of 120 bytes` where there is little room. */
export function feedText({ rate, size }: CompareSettings, short = false): string {
  return short ? `${rate}/s of ${size} bytes` : `${rate} messages a second of ${size} bytes`;
}

/** What is not clean about a run, in words; empty where all is. */
export function faultText({ fault, care, rtt, loss }: CompareSettings): string {
  const parts = [
    rtt > 0 ? `RTT ${rtt} ms` : '',
    loss > 0 ? `loss ${loss} %` : '',
    FAULT_WORDS[fault],
    fault === 'cut' ? CARE_WORDS[care] : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
