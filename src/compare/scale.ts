// What as many clients would cost a second, from what one run measured: a multiplication, and said to be one. Real servers
// batch, share and run out of things that no run on one machine shows. Pure.
import type { Measured } from './measured.ts';
import { amount, bytes } from './words.ts';

/** How many clients are worked out beside each other. */
export const POPULATIONS = [10_000, 1_000_000, 100_000_000] as const;

export interface ScaleBasis {
  readonly measured: Measured;
  /** Messages a second to each client. */
  readonly rate: number;
  /** Bytes of the server's memory for one idle connection, measured; undefined where it was not. */
  readonly memory: number | undefined;
}

export const COSTS = ['connections', 'requests', 'bandwidth', 'memory'] as const;
export type Cost = (typeof COSTS)[number];

export interface Scaled {
  readonly title: string;
  readonly unit: string;
  /** Null where something that it needs was not measured. */
  readonly value: number | null;
  /** As a person reads it. */
  readonly text: string;
  /** With its numbers: `clients × 20 /s × 126 B`. */
  readonly formula: string;
}

/** Connections that one client holds: clients share none, whatever they did in the lab. */
function connectionsEach({ openPeak, clients }: Measured): number {
  return Math.max(1, Math.ceil(openPeak / Math.max(1, clients)));
}

/** The four costs of that many clients. */
export function scale({ measured, rate, memory }: ScaleBasis, clients: number): Readonly<Record<Cost, Scaled>> {
  const each = connectionsEach(measured);
  const { bytesPerMessage, requestsPerMessage } = measured;
  const times = (factor: number | null | undefined) => (factor === null || factor === undefined ? null : clients * factor);
  const requests = requestsPerMessage === null ? null : rate * requestsPerMessage;
  const bandwidth = bytesPerMessage === null ? null : rate * bytesPerMessage;
  const value = {
    connections: times(each),
    requests: times(requests),
    bandwidth: times(bandwidth),
    memory: times(memory === undefined ? null : each * memory),
  };
  return {
    connections: {
      title: 'Connections open',
      unit: '',
      value: value.connections,
      text: amount(value.connections),
      formula: `clients × ${each}`,
    },
    requests: {
      title: 'Requests a second',
      unit: '/s',
      value: value.requests,
      text: amount(value.requests),
      formula: `clients × ${rate} /s × ${amount(requestsPerMessage)} ${requestsPerMessage === 1 ? 'request' : 'requests'}`,
    },
    bandwidth: {
      title: 'Bytes a second',
      unit: 'B/s',
      value: value.bandwidth,
      text: bytes(value.bandwidth, 'B/s'),
      formula: `clients × ${rate} /s × ${bytes(bytesPerMessage)}`,
    },
    memory: {
      title: 'Memory for connections',
      unit: 'B',
      value: value.memory,
      text: bytes(value.memory),
      formula: memory === undefined ? 'not measured' : `clients × ${each > 1 ? `${each} × ` : ''}${bytes(memory)} a connection`,
    },
  };
}

export type EstimateGrade = 'close' | 'order' | 'off';

/** How near an estimate is: within a factor of two, of ten, or beyond. Of nothing only nothing is close. */
export function gradeEstimate(estimate: number, actual: number): { readonly grade: EstimateGrade; readonly factor: number } {
  if (actual <= 0) return estimate <= 0 ? { grade: 'close', factor: 1 } : { grade: 'off', factor: Number.POSITIVE_INFINITY };
  if (estimate <= 0) return { grade: 'off', factor: Number.POSITIVE_INFINITY };
  const factor = Math.max(estimate / actual, actual / estimate);
  return { grade: factor <= 2 ? 'close' : factor <= 10 ? 'order' : 'off', factor };
}

const SUFFIXES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, b: 1e9, t: 1e12, p: 1e15 };

/** A number as people type large ones: `20M`, `2.5 G`, `1,000,000`; NaN for what is no number. */
export function parseEstimate(text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*([kmgbtp]?)$/i.exec(text.trim().replaceAll(',', ''));
  if (match === null) return Number.NaN;
  return Number(match[1]) * (SUFFIXES[(match[2] ?? '').toLowerCase()] ?? 1);
}
