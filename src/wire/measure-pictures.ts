// Numbers about pictures that an edge makes: how many it made, how long that took, who could show what came, and what the
// wire carried against what the originals would have taken. Pure, like measure.ts, which gathers them.
import type { WireEvent } from './event.ts';
import type { Measure } from './measure.ts';

export const PICTURE_MEASURES = {
  picturesShown: { title: 'Pictures that clients could show', unit: '', badge: 'hook' },
  picturesBroken: { title: 'Pictures that clients could not show', unit: '', badge: 'hook' },
  pictureBytes: { title: 'Bytes of a picture on the wire, mean', unit: 'bytes', badge: 'live' },
  pictureSaved: { title: 'Saved against the original', unit: '%', badge: 'hook' },
  picturesMade: { title: 'Pictures that the edge encoded', unit: '', badge: 'hook' },
  pictureMaking: { title: 'Time to encode a picture, longest', unit: 'ms', badge: 'hook' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Measures what a run has of pictures; 0 where it has none. */
export function measurePictures(events: readonly WireEvent[]): Readonly<Record<keyof typeof PICTURE_MEASURES, number>> {
  let [shown, broken, made, longest, answers, bytes, original] = [0, 0, 0, 0, 0, 0, 0];
  // Contents of pictures only: which body belongs to which response is known on each connection by itself.
  const picture = new Map<number, boolean>();
  for (const event of events) {
    if (event.name === 'http:response') {
      const type = event.data.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
      const is = event.data.status === 200 && type.startsWith('image/');
      picture.set(event.connection, is);
      if (is) answers += 1;
    } else if (event.name === 'http:body' || event.name === 'http:chunk') {
      if (event.direction === 'server-to-client' && picture.get(event.connection) === true) bytes += event.data.length;
    } else if (event.name === 'app:picture') original = event.data.originalBytes;
    else if (event.name === 'app:state') {
      const { actor, state, detail } = event.data;
      if (actor === 'client' && state === 'picture') shown += 1;
      if (actor === 'client' && state === 'broken') broken += 1;
      if (actor === 'server' && state === 'encoded') {
        made += 1;
        longest = Math.max(longest, Number(/ (\d+) ms$/.exec(detail)?.[1] ?? 0));
      }
      if (actor === 'server' && state === 'fetched') original = Number(/ (\d+) bytes$/.exec(detail)?.[1] ?? original);
    }
  }
  return {
    picturesShown: shown,
    picturesBroken: broken,
    pictureBytes: answers === 0 ? 0 : bytes / answers,
    pictureSaved: answers === 0 || original === 0 ? 0 : 100 * (1 - bytes / (answers * original)),
    picturesMade: made,
    pictureMaking: longest,
  };
}
