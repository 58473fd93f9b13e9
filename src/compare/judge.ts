// Whether a claim holds of what was measured, and why in one sentence. It takes nothing from the claim but what it expects:
// the numbers are those of this run. Pure.
import { columnOf } from './columns.ts';
import type { Measured } from './measured.ts';
import type { Claim, Judge } from './schema.ts';
import type { CompareSettings } from './settings.ts';
import { amount, milliseconds } from './words.ts';

export type Holds = 'holds' | 'partly' | 'does-not-hold' | 'not-measurable';

export interface Verdict {
  readonly holds: Holds;
  readonly because: string;
}

/** One row of a run that is over. */
export interface JudgedRow {
  readonly title: string;
  readonly claims: readonly Claim[];
  readonly measured: Measured;
}

export interface Run {
  readonly rows: readonly JudgedRow[];
  readonly settings: CompareSettings;
}

type Of<By extends Judge['by']> = Extract<Judge, { readonly by: By }>;

/** Holds one claim of a row against the run. */
export function judge({ judge: how }: Claim, row: JudgedRow, run: Run): Verdict {
  switch (how.by) {
    case 'direction':
      return judgeDirection(how, row.measured);
    case 'latency':
      return judgeLatency(how, row, run);
    case 'reconnect':
      return judgeReconnect(how, row.measured, run.settings);
    case 'column':
      return judgeColumn(how, row.measured);
    case 'source':
      return { holds: how.verdict, because: how.because };
  }
}

const say = (holds: Holds, because: string): Verdict => ({ holds, because });
const count = (number: number, one: string, many = `${one}s`) => `${amount(number)} ${number === 1 ? one : many}`;

function judgeDirection({ expects }: Of<'direction'>, { direction, delivered, requests, wire }: Measured): Verdict {
  if (direction === 'none') return say('not-measurable', 'Nothing came in this run.');
  const up = wire.messagesUp + wire.grpcUp;
  if (expects === 'both')
    return direction === 'both'
      ? say('holds', `Messages went both ways on one exchange: ${up} up, ${wire.messagesDown + wire.grpcDown} down.`)
      : say('does-not-hold', `Messages came down alone; from the client came ${count(requests, 'request')} and no message.`);
  if (direction === 'both') return say('does-not-hold', `The client sent ${count(up, 'message')} of its own on the same exchange.`);
  if (delivered === 0)
    return say(
      'partly',
      `Bytes came down without being asked for (${count(wire.pushes, 'push', 'pushes')}), but no message reached the application.`,
    );
  return say('holds', `Messages came down alone; from the client came ${count(requests, 'request')} and no message.`);
}

/** Milliseconds that two medians may differ and still be called the same: timers and one shared processor blur as much. */
const BLUR = 5;
/** Milliseconds that a person begins to notice. */
const NOTICED = 50;

function judgeLatency({ expects }: Of<'latency'>, row: JudgedRow, { rows, settings }: Run): Verdict {
  const { latencyMedian: median, latencyP99: p99, lost } = row.measured;
  if (median === null) return say('not-measurable', 'No message reached an application, so there is no latency of messages to measure.');
  const fastest = rows.reduce<JudgedRow>((best, other) => (latencyOf(other) < latencyOf(best) ? other : best), row);
  const extra = median - latencyOf(fastest);
  const isFast = extra <= Math.max(BLUR, settings.rtt / 4);
  const isMiddling = extra <= Math.max(NOTICED, settings.rtt);
  // What never came is late beyond any number, and in none of these.
  const missing = lost > 0 ? `, of those that came; ${count(lost, 'message')} never did` : '';
  const own = `Median ${milliseconds(median)}, p99 ${milliseconds(p99)}${missing}`;
  const beside = fastest === row ? own : `${own}; the fastest, ${fastest.title}, has ${milliseconds(latencyOf(fastest))}`;
  switch (expects) {
    case 'very-low':
      return isFast ? say('holds', `${beside}.`) : say(isMiddling ? 'partly' : 'does-not-hold', `${beside}.`);
    case 'low': {
      const lower = rows.find((other) => other.claims.some(({ judge: how }) => how.by === 'latency' && how.expects === 'very-low'));
      if (!isMiddling) return say('does-not-hold', `${beside}.`);
      if (!isFast || lower === undefined || lower.measured.latencyMedian === null) return say('holds', `${beside}.`);
      return say(
        'partly',
        `It is low, and no higher than what is called very low: ${milliseconds(median)} beside ${milliseconds(latencyOf(lower))} of ${lower.title}.`,
      );
    }
    case 'medium':
      if (isFast) return say('does-not-hold', `${beside}: while a request waits at the server, a message leaves at once.`);
      return say(isMiddling ? 'holds' : 'partly', `${beside}.`);
    case 'high':
      if (isMiddling) return say(isFast ? 'does-not-hold' : 'partly', `${beside}: the interval of ${settings.interval} ms decides it.`);
      return say('holds', `${beside}. The interval of ${settings.interval} ms decides it: half of it is the median.`);
  }
}

const latencyOf = ({ measured }: JudgedRow) => measured.latencyMedian ?? Number.POSITIVE_INFINITY;

function judgeReconnect({ expects, through }: Of<'reconnect'>, measured: Measured, settings: CompareSettings): Verdict {
  const { cut, lost } = measured;
  if (cut === null) return say('not-measurable', 'Nothing was cut in this run: set the fault to a cut.');
  if (through === 'always-ours')
    return say(
      'not-measurable',
      'The client of this lab comes back by code of its own in every run, so what comes by itself cannot be told.',
    );
  const back = cut.resumed;
  const fate = `${count(lost, 'message')} lost, ${amount(cut.recovered)} got back`;
  if (through === 'care' && settings.care !== 'none')
    return say('not-measurable', `In this run the application's own code comes back (${milliseconds(back)}; ${fate}): run it without.`);
  const came = back === null ? 'Nobody came back' : `The next message came ${milliseconds(back)} after the cut`;
  switch (expects) {
    case 'native':
      return back === null
        ? say('does-not-hold', `${came}: ${fate}.`)
        : say(
            'holds',
            `${came}, through the library alone; ${fate}${lost > 0 ? ": coming back is native, resuming is the server's work" : ''}.`,
          );
    case 'manual':
      if (back === null) return say('holds', `${came} until the run ended: ${fate}.`);
      return through === 'loop'
        ? say('partly', `${came}: the loop that asks asked again; it is your code, but there is no stream to restore; ${fate}.`)
        : say('does-not-hold', `${came}, without code of ours; ${fate}.`);
    case 'always':
      return back === null
        ? say('does-not-hold', `${came}: ${fate}.`)
        : say('holds', `${came}: the next poll went out as if nothing had been; ${fate}.`);
  }
}

function judgeColumn({ column: name, atMost, atLeast }: Of<'column'>, measured: Measured): Verdict {
  const column = columnOf(name);
  const value = column?.value(measured);
  if (column === undefined || typeof value !== 'number') return say('not-measurable', 'This run has no such number.');
  const fits = value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
  return say(fits ? 'holds' : 'does-not-hold', `${column.title}: ${column.text(measured)}.`);
}
