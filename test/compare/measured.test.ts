import { describe, expect, it } from 'vitest';
import { measureRow } from '../../src/compare/measured.ts';
import { eventOf, runOf } from '../wire/event-of.ts';
import { streamOf } from './rows.ts';

describe('measureRow', () => {
  it('parts what coming in cost from what each message costs', () => {
    expect(measureRow(streamOf())).toMatchObject({
      direction: 'down',
      per: 'delivery',
      setupBytes: 100,
      bytesPerMessage: 50,
      requestsPerMessage: 0,
      workPerMessage: 1,
      requests: 1,
      connections: 1,
      latencyMedian: 1,
      lost: 0,
      cut: null,
    });
  });
  it('counts the request that each message asks for', () => {
    expect(measureRow(streamOf({ requestEach: true }))).toMatchObject({ requestsPerMessage: 1, bytesPerMessage: 150, workPerMessage: 2 });
  });
  it('has no numbers for each message where there is none', () => {
    expect(measureRow([])).toMatchObject({ direction: 'none', per: 'nothing', bytesPerMessage: null, latencyMedian: null, span: 0 });
  });
  it('divides by publications where nothing reached an application', () => {
    const events = streamOf().filter(({ name }) => name !== 'app:deliver');
    expect(measureRow(events)).toMatchObject({ per: 'publication', delivered: 0, bytesPerMessage: 50, latencyMedian: null });
  });
  it('takes no latency of the first tenth of a run, when all rows start at once', () => {
    const slow = streamOf({ messages: 20 }).map((event) =>
      event.name === 'app:deliver' && event.data.id <= 2 ? { ...event, time: event.time + 90 } : event,
    );
    expect(measureRow(slow)).toMatchObject({ latencyMedian: 1, latencyP99: 1, delivered: 20 });
  });
  it('leaves out what comes when the feed has long stopped', () => {
    const late = eventOf('http:body', { length: 1, preview: '' }, { time: 5000, size: 900, direction: 'server-to-client' });
    expect(measureRow([...streamOf(), { ...late, seq: 999, entered: 5000 }]).bytesPerMessage).toBe(50);
  });

  it('says who came back after a cut, and what that got back', () => {
    expect(measureRow(streamOf({ cut: 4 }))).toMatchObject({ lost: 6, cut: { reopened: null, resumed: null, recovered: 0 } });
    expect(measureRow(streamOf({ cut: 4, back: 7 }))).toMatchObject({ lost: 2, cut: { reopened: 160, resumed: 251, recovered: 0 } });
    expect(measureRow(streamOf({ cut: 4, back: 7, replay: true }))).toMatchObject({ lost: 0, cut: { resumed: 170, recovered: 2 } });
  });

  it('calls it both ways only where one exchange carried messages of both', () => {
    const frame = (direction: 'client-to-server' | 'server-to-client', connection = 1) =>
      eventOf(
        'ws:message',
        { kind: 'text', text: '', length: 1, wireLength: 1, frames: 1, compressed: false },
        { direction, connection, size: 3 },
      );
    expect(measureRow(runOf(frame('server-to-client'), frame('client-to-server'))).direction).toBe('both');
    expect(measureRow(runOf(frame('server-to-client'), frame('client-to-server', 2))).direction).toBe('down');
    const message = (direction: 'client-to-server' | 'server-to-client', stream = 1) =>
      eventOf('grpc:message', { stream, method: '', type: '', compressed: false, length: 1, text: '' }, { direction, size: 6 });
    // The message that opens a call is its request.
    expect(measureRow(runOf(message('client-to-server'), message('server-to-client'))).direction).toBe('down');
    expect(measureRow(runOf(message('client-to-server'), message('server-to-client'), message('client-to-server'))).direction).toBe('both');
  });
});
