// The contract lab: one change of an API's contract, made to all four styles at once while clients of the old contract are
// connected. What they get is seen live; what a compiler says of a client that is built again was recorded, and says so.
import type { EventData } from '../wire/event.ts';
import { startBehindTap } from './behind-tap.ts';
import type { InstalledClient } from './contract-clients.ts';
import { RECORDED } from './contract-recorded.ts';
import { CHANGES, type Change } from './contract-terms.ts';
import type { Lab, LabContext } from './lab.ts';
import { createShopHttp } from './shop-http.ts';
import { SHOWN } from './shop-screens.ts';

type Outcome = EventData['app:contract'];

const CHANGED = CHANGES.filter((change) => change !== 'none');
const isChange = (value: unknown): value is Change => CHANGES.some((change) => change === value);
const changeOf = ({ params }: LabContext): Change => (isChange(params.change) ? params.change : 'none');

async function serve(context: LabContext) {
  const { contractProto, startContractServer } = await import('./contract-server.ts');
  // The tap reads with the old .proto, as the installed client does: a field that it does not know has a number and no name.
  const named = { ...context, schema: contractProto('none').schema };
  return startBehindTap(named, () => startContractServer(context, changeOf(context)));
}

export const contract: Lab = {
  id: 'contract',
  title: 'Change the contract',
  summary: 'One change of a contract made to REST, GraphQL, gRPC and tRPC: which installed client breaks, and who notices when.',
  settings: [{ kind: 'choice', name: 'change', title: 'What the server has changed', default: 'rename-field', choices: CHANGES }],
  actions: [
    { id: 'call', title: 'old clients call', key: 'c' },
    { id: 'rebuild', title: 'build them again', key: 'b' },
    { id: 'all', title: 'every change', key: 'a' },
    { id: 'cut', title: 'cut', key: 'x' },
  ],
  views: ['contract', 'sequence'],
  exchanges: true,
  script: [{ do: 'all' }, { until: { event: 'app:contract' }, count: 2 * 4 * CHANGED.length, within: 20_000 }],

  async start(context) {
    const { createInstalledClients, shownOf, validationOf } = await import('./contract-clients.ts');
    const behind = await serve(context);
    const { tap, server } = behind;
    const http = createShopHttp(tap.port);
    const clients = createInstalledClients(tap.port, http);
    const tell = (data: Outcome, source: 'hook' | 'recorded' = 'hook') =>
      context.emit({ name: 'app:contract', direction: 'none', size: 0, data }, { connection: 0, source });
    const deploy = (change: Change) => {
      server.deploy(change);
      const data = { actor: 'server', state: 'deployed', detail: change } as const;
      context.emit({ name: 'app:state', direction: 'none', size: 0, data }, { connection: 0, source: 'hook' });
    };
    const product = server.shop.product(SHOWN);
    const right = product === undefined ? '' : shownOf(product);
    const call = async (change: Change) => {
      for (const client of clients) if (!context.signal.aborted) tell(await outcomeOf(client, change, right));
    };
    const rebuild = (change: Change) => {
      for (const style of ['rest', 'graphql', 'grpc', 'trpc'] as const) {
        // GraphQL's operations are validated here and now, by the library that a build would use.
        const { words, source } =
          style === 'graphql' ? ({ words: validationOf(change), source: 'hook' } as const) : recordedOf(style, change);
        const outcome = words.length === 0 ? 'builds' : 'build-error';
        tell({ api: style, change, client: 'rebuilt', outcome, words: words.join('; ') }, source);
      }
    };
    const now = changeOf(context);
    const acts: Readonly<Record<string, () => Promise<void> | void>> = {
      call: () => call(now),
      rebuild: () => rebuild(now),
      async all() {
        for (const change of CHANGED) {
          if (context.signal.aborted) return;
          deploy(change);
          await call(change);
          rebuild(change);
        }
        deploy(now);
      },
    };
    /** One thing after another, so that what is seen belongs to one client. */
    let last: Promise<void> = Promise.resolve();
    return {
      url: `http://127.0.0.1:${tap.port}/`,
      async perform(action) {
        if (action === 'cut') return tap.cut();
        const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
        if (act === undefined) throw new Error(`the Change the contract lab has no action '${action}'; it has call, rebuild, all, cut`);
        last = last.then(() => (context.signal.aborted ? undefined : act()));
      },
      setConditions: (change) => tap.setConditions(change),
      async [Symbol.asyncDispose]() {
        for (const client of clients) client[Symbol.dispose]();
        http[Symbol.dispose]();
        await behind[Symbol.asyncDispose]();
      },
    };
  },

  async serve(context) {
    const behind = await serve(context);
    const url = `http://127.0.0.1:${behind.tap.port}`;
    const post = (path: string, body: string) => `curl -si '${url}${path}' -H 'Content-Type: application/json' -d '${body}'`;
    const line = `{"productId":${SHOWN},"quantity":2}`;
    return {
      url,
      tryIt: [
        { command: `curl -s ${url}/products/${SHOWN}`, shows: `a product by REST, with the change: ${changeOf(context)}` },
        { command: post('/orders', line), shows: 'an order as the old contract has it' },
        { command: post('/graphql', `{"query":"{ product(id: ${SHOWN}) { name priceCents } }"}`), shows: 'an old query' },
        { command: `curl -s '${url}/trpc/product?input=${SHOWN}'`, shows: 'an old tRPC client, as seen by the server' },
        { command: `curl -s ${url}/openapi.json ${url}/schema.graphql ${url}/contract.proto`, shows: 'the contracts; tRPC has no text' },
      ],
      setConditions: (change) => behind.tap.setConditions(change),
      [Symbol.asyncDispose]: () => behind[Symbol.asyncDispose](),
    };
  },
};

/** What an installed client makes of the server as it is now. `right`: what it would show if all were well. */
async function outcomeOf(client: InstalledClient, change: Change, right: string): Promise<Outcome> {
  const about = { api: client.style, change, client: 'installed' } as const;
  try {
    const shown = await client.read();
    if (shown !== right) return { ...about, outcome: 'wrong', words: `shows “${shown}” in the place of “${right}”` };
    return { ...about, outcome: 'works', words: `shows “${shown}”, and order ${await client.order()} is placed` };
  } catch (problem) {
    return { ...about, outcome: 'refused', words: problem instanceof Error ? problem.message : String(problem) };
  }
}

/** What the compiler said of a client that was built against the changed contract; nothing where it had nothing to say. */
function recordedOf(style: 'rest' | 'grpc' | 'trpc', change: Change): { readonly words: readonly string[]; readonly source: 'recorded' } {
  const words: Readonly<Record<string, readonly Spoken[]>> = RECORDED.words[style];
  return { words: (words[change] ?? []).map(({ at, code, text }) => `${at} error ${code}: ${text}`), source: 'recorded' };
}

interface Spoken {
  readonly code: string;
  readonly at: string;
  readonly text: string;
}
