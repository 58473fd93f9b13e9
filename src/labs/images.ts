// The images lab: visitors, a tap, and an edge that keeps pictures in the sizes and formats that they were asked for. The
// tap is between visitors and edge, so the bytes that are saved are those of the visitors' lines.
import { fieldOf, withField } from '../cache/fields.ts';
import type { Format } from '../picture/negotiate.ts';
import { FORMATS, formatFor, mediaTypeOf, normalisedTarget } from '../picture/negotiate.ts';
import { CLEAN } from '../wire/conditions.ts';
import type { Setting, Settings } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import { createCodecs } from './codecs.ts';
import { type EdgeOptions, startEdge } from './edge.ts';
import { PICTURE, startImageOrigin } from './image-origin.ts';
import { offeredUpTo, startImageService } from './image-service.ts';
import { createImageVisitors } from './image-visitors.ts';
import type { Lab, LabContext } from './lab.ts';
import { inTurns, tappedServer, tappedSession } from './tapped.ts';
import { createTurns } from './turns.ts';
import { sayClient } from './visits.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'width', title: 'Width that visitors ask for', default: 480, min: 16, max: 960, step: 80, unit: 'px' },
  { kind: 'number', name: 'quality', title: 'Quality that they ask for', default: 75, min: 5, max: 95, step: 10, unit: '' },
  { kind: 'choice', name: 'formats', title: 'Best format of the edge', default: 'avif', choices: FORMATS },
  { kind: 'choice', name: 'key', title: 'Of Accept, the key holds', default: 'format', choices: ['format', 'accept', 'url'] },
  { kind: 'choice', name: 'widths', title: 'Widths that are made', default: 'any', choices: ['any', 'steps'] },
  { kind: 'choice', name: 'crowdWidths', title: 'Widths of a crowd', default: 'one', choices: ['one', 'many'] },
  { kind: 'number', name: 'visitors', title: 'Visitors of a crowd', default: 20, min: 1, max: 100, step: 10, unit: '' },
  { kind: 'choice', name: 'show', title: 'The terminal shows', default: 'whole', choices: ['whole', 'detail'] },
  { kind: 'number', name: 'serverTime', title: 'Time of the origin for an answer', default: 100, min: 0, max: 5000, step: 50, unit: 'ms' },
];

/**
 * How the edge spells a request before it looks into its store. With `format`, Accept becomes the one format that is chosen
 * by it, so that the store has as many variants as there are formats.
 */
export function normaliseFor({ key, widths, formats }: Settings): NonNullable<EdgeOptions['normalise']> {
  return (request) => {
    if (!request.target.startsWith(PICTURE.path)) return request;
    const target = normalisedTarget(request.target, { widest: PICTURE.width, steps: widths === 'steps' });
    if (key !== 'format') return { ...request, target };
    const format = formatFor(fieldOf(request.headers, 'Accept'), offeredUpTo(formats));
    return { ...request, target, headers: withField(request.headers, 'Accept', mediaTypeOf(format)) };
  };
}

/** Origin, service and edge, one behind the other. Rejects if the wished port cannot be had; nothing stays open then. */
async function startImages(context: LabContext) {
  const { emit, params, clock } = context;
  const codecs = createCodecs();
  const open: AsyncDisposable[] = [codecs];
  const close = async () => {
    for (const each of open.reverse()) await each[Symbol.asyncDispose]();
  };
  try {
    const origin = await startImageOrigin(context, codecs);
    open.push(origin);
    const service = await startImageService(context, { originPort: origin.port, codecs });
    open.push(service);
    const edge = async () =>
      startEdge({
        origin: { host: '127.0.0.1', port: service.port },
        clock,
        name: 'edge-1',
        normalise: normaliseFor(params),
        emit: (fact, observed) => emit(fact, { ...observed, connection: 0 }),
      });
    const both = await startBehindTap(context, edge);
    open.push(both);
    return { codecs, origin, edge: both.server, tap: both.tap, [Symbol.asyncDispose]: close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

export const images: Lab = {
  id: 'images',
  title: 'Images at the edge',
  summary: 'One picture, resized and re-encoded for each browser: formats by Accept, bytes saved, and what the cache key must hold.',
  settings,
  actions: [
    { id: 'original', title: 'the original', key: 'o' },
    { id: 'avif', title: 'browser with AVIF', key: 'a' },
    { id: 'webp', title: 'with WebP', key: 'w' },
    { id: 'jpeg', title: 'with neither', key: 'e' },
    { id: 'crowd', title: 'many, one by one', key: 'c' },
    { id: 'purge', title: 'purge the edge', key: 'p' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  views: ['picture', 'sequence'],
  script: [
    { do: 'jpeg' },
    { do: 'webp' },
    { do: 'avif' },
    { do: 'crowd' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'all-served' } } },
  ],

  async start(context) {
    const { emit, params, clock } = context;
    const parts = await startImages(context);
    const { tap, edge, codecs, origin } = parts;
    const stop = new AbortController();
    const turns = createTurns(stop.signal);
    const visitors = createImageVisitors({
      port: tap.port,
      params,
      codecs,
      origin,
      clock,
      emit,
      signal: stop.signal,
    });
    const actions = {
      ...inTurns(turns, {
        original: () => visitors.original(),
        ...Object.fromEntries(FORMATS.map((format: Format) => [format, () => visitors.visit(format)])),
        crowd: () => visitors.crowd(),
        purge: () => sayClient(emit, 'purged', `${edge.purge()} pictures removed from the edge`),
      }),
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
    };
    return tappedSession(parts, {
      title: 'images',
      url: `http://127.0.0.1:${tap.port}${PICTURE.path}?w=480`,
      actions,
      close: () => stop.abort(),
    });
  },

  async serve(context) {
    const parts = await startImages(context);
    const url = `http://127.0.0.1:${parts.tap.port}`;
    return tappedServer(parts, [
      { command: url, shows: 'in a browser: the picture in three widths, in the format that your browser asks for' },
      {
        command: `curl -si -o /dev/null -D - '${url}${PICTURE.path}?w=480'`,
        shows: 'the head of a JPEG: curl accepts anything, and names nothing',
      },
      {
        command: `curl -si -o /dev/null -D - -H 'Accept: image/avif,*/*' '${url}${PICTURE.path}?w=480'`,
        shows: 'the same as AVIF; twice, and Cache-Status says hit',
      },
    ]);
  },
};
