// Exchanges as an edge tells of them, for tests of what is shown of them.
import type { Fields } from '../../../../src/cache/fields.ts';
import type { EdgeExchange } from '../../../../src/labs/edge-tell.ts';
import type { EdgeRow } from '../../../../src/ui/hooks/use-edge.ts';

export interface RowOf {
  readonly number?: number;
  readonly target?: string;
  readonly method?: string;
  readonly headers?: Fields;
  readonly decision?: Partial<EdgeExchange['decision']>;
  readonly response?: EdgeExchange['response'];
}

export function exchangeOf({ number = 1, target = '/', method = 'GET', headers = [], decision = {}, ...rest }: RowOf = {}): EdgeExchange {
  const response =
    'response' in rest
      ? rest.response
      : { status: 200, headers: headers.length > 0 ? headers : ([['Cache-Control', 'max-age=60']] as const) };
  return {
    request: { method, target, headers: [['Host', 'localhost']] },
    response,
    number,
    connection: 1,
    decision: {
      cache: 'wirewise',
      method,
      target,
      status: 200,
      outcome: 'miss',
      because: 'nothing is stored for this target',
      source: 'rfc9111#4',
      storing: 'stored',
      storingBecause: 'max-age=60 in Cache-Control: fresh for 60 seconds',
      storingSource: 'rfc9111#5.2.2.1',
      age: 0,
      lifetime: 60,
      cacheStatus: 'wirewise; fwd=uri-miss; fwd-status=200; stored',
      ...decision,
    },
  };
}

export const rowOf = (options: RowOf = {}): EdgeRow => ({
  exchange: exchangeOf(options),
  at: Date.UTC(2026, 10, 24),
  bytes: 1234,
  milliseconds: 12,
});
