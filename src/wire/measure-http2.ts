// Numbers that HTTP/2 frames give: requests and responses, promises and what became of them, flow control. Pure arithmetic.
import type { EventOf, HeaderList } from './event.ts';

type Frame = EventOf<'http2:frame'>;

const fieldOf = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key === name)?.[1];

/** Measures the HTTP/2 frames of a run. */
export function measureHttp2(frames: readonly Frame[]) {
  const down = frames.filter((frame) => frame.direction === 'server-to-client');
  const up = frames.filter((frame) => frame.direction === 'client-to-server');
  // The header block of a promise is a request too, but the server's: nobody asked.
  const requests = up.filter(({ data }) => fieldOf(data.headers, ':method') !== undefined);
  const statuses = down.flatMap(({ data }) => fieldOf(data.headers, ':status') ?? []).map(Number);
  return {
    requests: requests.length,
    responses: statuses.length,
    refused: statuses.filter((status) => status >= 400).length,
    hints: statuses.filter((status) => status === 103).length,
    streams: new Set(frames.filter(({ data }) => data.stream > 0).map(placeOf)).size,
    resets: frames.filter(({ data }) => data.type === 'RST_STREAM').length,
    windowUpdates: up.filter(({ data }) => data.type === 'WINDOW_UPDATE').length,
    ...measurePushes(up, down),
  };
}

/** What the server pushed, and how much of it the client had cancelled. */
function measurePushes(up: readonly Frame[], down: readonly Frame[]) {
  const promises = down.filter(({ data }) => data.type === 'PUSH_PROMISE');
  const cancelled = new Set(up.filter(({ data }) => data.type === 'RST_STREAM' && data.stream % 2 === 0).map(placeOf));
  // RFC 9113 section 5.1.1: streams that the server opens have even numbers.
  const pushed = down.filter(({ data }) => data.stream > 0 && data.stream % 2 === 0);
  const promiseBytes = promises.reduce((sum, { size }) => sum + size, 0);
  const wasted = pushed.filter((frame) => cancelled.has(placeOf(frame)));
  return {
    pushes: promises.length,
    pushedBytes: promiseBytes + pushed.reduce((sum, { size }) => sum + size, 0),
    pushesCancelled: cancelled.size,
    wastedBytes: wasted.reduce((sum, { size }) => sum + size, 0),
  };
}

const placeOf = ({ connection, data }: Frame) => `${connection}/${data.stream}`;
