import { expect, it } from 'vitest';
import type { Fact, WireEvent } from '../../src/wire/event.ts';
import { measurePictures } from '../../src/wire/measure-pictures.ts';

const event = (fact: Pick<Fact, 'name' | 'data'>, connection = 0): WireEvent =>
  ({ seq: 0, time: 0, entered: 0, size: 0, direction: 'server-to-client', source: 'tap', connection, ...fact }) as WireEvent;
const state = (actor: 'client' | 'server', what: string, detail = '') => event({ name: 'app:state', data: { actor, state: what, detail } });
const response = (type: string, connection: number, status = 200) =>
  event({ name: 'http:response', data: { status, reason: '', version: 'HTTP/1.1', headers: [['Content-Type', type]] } }, connection);
const body = (length: number, connection: number) => event({ name: 'http:body', data: { length, preview: '' } }, connection);

it('counts what the wire carried of pictures, against as many originals', () => {
  const events = [
    state('server', 'fetched', 'the original, 960x640 jpeg, 1000 bytes'),
    state('server', 'encoded', '480x320 webp quality 75, 100 bytes, 40 ms'),
    state('server', 'encoded', '480x320 avif quality 75, 100 bytes, 90 ms'),
    response('image/webp', 1),
    body(60, 1),
    response('text/plain', 2),
    body(5000, 2),
    body(40, 1),
    response('image/avif', 3),
    body(100, 3),
    response('image/avif', 4, 304),
    state('client', 'picture'),
    state('client', 'broken'),
  ];
  expect(measurePictures(events)).toEqual({
    picturesShown: 1,
    picturesBroken: 1,
    pictureBytes: 100,
    pictureSaved: 90,
    picturesMade: 2,
    pictureMaking: 90,
  });
  expect(Object.values(measurePictures([]))).toEqual([0, 0, 0, 0, 0, 0]);
});
