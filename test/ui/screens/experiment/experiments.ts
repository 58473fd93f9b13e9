// Two experiments for the tests of their screen, and what a run of them showed.
import { createCatalog } from '../../../../src/content/catalog.ts';
import type { Content } from '../../../../src/content/schema.ts';
import type { Experiment } from '../../../../src/experiment/schema.ts';
import { CLEAN } from '../../../../src/wire/conditions.ts';
import type { Trace } from '../../../../src/wire/trace.ts';
import { eventOf, runOf } from '../../../wire/event-of.ts';
import { content } from '../../fixture.ts';

export const cut: Experiment = {
  id: 'cut',
  title: 'What a cut takes with it',
  lab: 'websocket',
  setup: 'The server publishes, the path is cut, and the client comes back.',
  params: { rate: 40, reconnect: true },
  conditions: { rtt: 20 },
  seed: 7,
  predict: {
    prompt: 'What becomes of the messages in between?',
    options: [
      { text: 'They arrive late', holds: { measure: 'lost', is: '=', value: 0 }, why: 'TCP repeats within one connection.' },
      { text: 'They are gone', holds: { measure: 'lost', is: '>', value: 0 }, why: 'All of them arrived.' },
    ],
  },
  steps: [{ do: 'connect' }, { until: { event: 'app:deliver' }, count: 2 }, { do: 'stop-feed' }, { run: 200 }],
  observe: {
    prompt: 'How many did the client never get?',
    number: { measure: 'lost', unit: 'messages', tolerance: 0, floor: 0, why: 'Ids are compared.' },
  },
  show: [
    { label: 'Published', measure: 'published', unit: '' },
    { label: 'Bytes down', measure: 'bytesDown', unit: 'bytes' },
  ],
  explain: '{{lost}} of {{published}} are lost [^rfc6455#1.5].',
  sources: ['rfc6455#1.5'],
};
export const resume: Experiment = { ...cut, id: 'resume', title: 'Getting it back' };

/** Three published, two delivered. */
export const trace: Trace = {
  header: { lab: 'websocket', params: {}, conditions: CLEAN, seed: 7, versions: { wirewise: '0', node: '0' } },
  events: runOf(
    eventOf('tcp:open', { clientPort: 50_000, serverPort: 4711 }, { direction: 'client-to-server' }),
    eventOf('app:publish', { id: 1 }, { connection: 0, source: 'hook', time: 10 }),
    eventOf('app:deliver', { id: 1, client: 'c' }, { connection: 0, source: 'hook', time: 12 }),
    eventOf('app:publish', { id: 2 }, { connection: 0, source: 'hook', time: 20 }),
    eventOf('app:publish', { id: 3 }, { connection: 0, source: 'hook', time: 30 }),
    eventOf('app:deliver', { id: 3, client: 'c' }, { connection: 0, source: 'hook', time: 32 }),
  ),
};

const [topic, ...others] = content.topics;
const [websocket, ...lessons] = topic?.lessons ?? [];
if (topic === undefined || websocket === undefined) throw new Error('the fixture has no lesson');
const course: Content = {
  ...content,
  topics: [{ ...topic, lessons: [{ ...websocket, experiments: [cut, resume] }, ...lessons] }, ...others],
};

export const catalog = createCatalog(course);
