// A small course for the tests of screens: two topics, two lessons, every kind of block.
import { createCatalog } from '../../src/content/catalog.ts';
import type { Content, Lesson } from '../../src/content/schema.ts';
import { manualClock } from '../../src/lib/clock.ts';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { createMemoryKeeper } from '../../src/progress/memory-keeper.ts';
import type { Services } from '../../src/services.ts';
import { memoryStore } from '../../src/store/memory.ts';

const websocket: Lesson = {
  slug: 'websocket',
  topic: 'real-time',
  title: 'WebSocket',
  summary: 'One connection, both sides speak when they like.',
  minutes: 5,
  lab: 'websocket',
  decision: 'transport',
  myths: [{ claim: 'Masking encrypts.', truth: 'The key is in the frame.', source: 'rfc6455#10.3' }],
  glossary: [{ term: 'masking', meaning: 'XOR of a client payload with a key that travels along', source: 'rfc6455#5.3' }],
  blocks: [
    { kind: 'heading', level: 2, spans: [{ text: 'What it is', style: 'plain' }] },
    {
      kind: 'paragraph',
      spans: [
        { text: 'A WebSocket lets both sides send at any time', style: 'plain' },
        { text: 'rfc6455#1.2', style: 'source' },
        { text: ', with ', style: 'plain' },
        { text: 'send()', style: 'code' },
        { text: '.', style: 'plain' },
      ],
    },
    { kind: 'note', spans: [{ text: 'Run the lab before you read on.', style: 'plain' }] },
    {
      kind: 'list',
      ordered: true,
      items: [
        [
          { text: 'Notice.', style: 'strong' },
          { text: ' A dead path closes nothing.', style: 'plain' },
        ],
        [{ text: 'Come back.', style: 'strong' }],
      ],
    },
    {
      kind: 'table',
      head: [[{ text: 'Frame', style: 'plain' }], [{ text: 'Opcode', style: 'plain' }]],
      rows: [
        [[{ text: 'text', style: 'code' }], [{ text: '0x1', style: 'plain' }]],
        [[{ text: 'ping', style: 'code' }], [{ text: '0x9', style: 'plain' }]],
      ],
    },
    { kind: 'diagram', lines: ['client      server', '  │ ───────▶ │'] },
    {
      kind: 'code',
      language: 'js',
      sample: 'client.js',
      lines: [
        [
          { text: 'const', style: 'keyword' },
          { text: ' socket = 1;', style: 'plain' },
        ],
      ],
    },
  ],
  experiments: [
    {
      id: 'cut',
      title: 'What a cut takes with it',
      lab: 'websocket',
      setup: 'The path is cut.',
      params: {},
      conditions: {},
      seed: 1,
      predict: { prompt: 'Lost?', options: [] },
      steps: [{ do: 'connect' }],
      observe: { prompt: 'Seen?', options: [] },
      show: [{ label: 'Lost', measure: 'lost', unit: '' }],
      explain: 'Nothing is acknowledged.',
      sources: ['rfc6455#1.5'],
    },
  ],
  questions: [],
};
const sse: Lesson = {
  ...websocket,
  slug: 'sse',
  title: 'Server-sent events',
  summary: 'A response that does not end.',
  lab: 'sse',
  myths: [],
  glossary: [],
  experiments: [],
};

export const content: Content = {
  sources: { rfc6455: { title: 'RFC 6455, The WebSocket Protocol', url: 'https://www.rfc-editor.org/rfc/rfc6455', checked: '2026-11-24' } },
  topics: [
    {
      slug: 'real-time',
      title: 'Real time',
      summary: 'News at once.',
      status: 'growing',
      planned: 'Not here yet: polling.',
      lessons: [websocket, sse],
    },
    {
      slug: 'caching',
      title: 'HTTP caching',
      summary: 'What may be kept.',
      status: 'planned',
      planned: 'No lesson is here yet.',
      lessons: [],
    },
  ],
  decisions: [{ family: 'transport', title: 'Pick a transport', dimensions: [], candidates: [], rules: [], scenarios: [] }],
  comparisons: [],
};

export interface FixtureServices extends Services {
  readonly recorded: ProgressEvent[];
}

/** Services over the small course; labs cannot be started. */
export function fixtureServices(options: { readonly events?: readonly ProgressEvent[]; readonly warning?: string } = {}): FixtureServices {
  const recorded: ProgressEvent[] = [];
  const store = memoryStore(options.events, options.warning);
  const memory = createMemoryKeeper(store);
  return {
    version: '0.0.0',
    catalog: createCatalog(content),
    labs: {
      list: [
        { id: 'websocket', title: 'WebSocket', summary: 'Frames both ways.' },
        { id: 'sse', title: 'Server-sent events', summary: 'Events one way.' },
      ],
      load: async () => undefined,
      run: () => Promise.reject(new Error('no lab runs here')),
      serve: () => Promise.reject(new Error('no lab runs here')),
      tap: () => Promise.reject(new Error('no lab runs here')),
    },
    edge: () => Promise.reject(new Error('no edge runs here')),
    progress: {
      ...store,
      append(event) {
        recorded.push(event);
        store.append(event);
        memory.heard(event);
      },
    },
    memory,
    clock: manualClock(Date.UTC(2026, 10, 24)),
    seed: () => 1,
    saveTrace: () => Promise.reject(new Error('nothing is written here')),
    saveReport: () => Promise.reject(new Error('nothing is written here')),
    saveRecord: () => Promise.reject(new Error('nothing is written here')),
    compare: () => Promise.reject(new Error('no lab runs here')),
    connectionMemory: async () => undefined,
    inNamespace: async () => ({ ok: false, problems: [{ message: 'there is no namespace here' }] }),
    checkContent: async () => ({ problems: [], counts: {} }),
    watchContent: async () => undefined,
    newContent: { plan: async () => ({ problem: 'nothing is made here', usage: false }), write: async () => undefined },
    schemas: { folder: '', files: {}, url: (name) => name, read: async () => '' },
    recorded,
  };
}
