// What the labs of the API styles share: one shop behind a tap, three screens, and each style's own actions.
import type { EventData } from '../wire/event.ts';
import type { Step } from '../wire/script.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import type { Lab, LabAction, LabContext, LabServer } from './lab.ts';
import { createStyleClient } from './shop-clients.ts';
import { createShopHttp } from './shop-http.ts';
import { SCREENS, type ScreenName } from './shop-screens.ts';
import { loadStyles, type Style } from './shop-server.ts';

export interface ApiLabOptions {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** What is served; our client speaks each in turn. */
  readonly styles: readonly [Style, ...Style[]];
  readonly settings: readonly Setting[];
  /** Actions of the style itself; their ids are those of its client. */
  readonly own: readonly LabAction[];
  readonly script: readonly Step[];
  readonly composer?: Lab['composer'];
  tryIt(url: string, port: number): LabServer['tryIt'];
}

const SHARED: readonly LabAction[] = [
  { id: 'warm', title: 'connect', key: 'c' },
  { id: 'list', title: 'list screen', key: 'i' },
  { id: 'detail', title: 'detail screen', key: 'd' },
  { id: 'dashboard', title: 'dashboard', key: 'b' },
];

/** A lab of one style, or of several one after another. */
export function defineApiLab(options: ApiLabOptions): Lab {
  const { id, title, summary, settings, own, script, styles } = options;
  const serve = async (context: LabContext) => {
    const loaded = await loadStyles(styles);
    const named = loaded.schema === undefined ? context : { ...context, schema: loaded.schema };
    const behind = await startBehindTap(named, loaded.start);
    behind.server.reachedAt(behind.tap.port);
    return behind;
  };
  return {
    id,
    title,
    summary,
    settings,
    actions: [...SHARED, ...own, { id: 'cut', title: 'cut', key: 'x' }],
    script,
    exchanges: true,
    ...(options.composer === undefined ? {} : { composer: options.composer }),

    async start(context) {
      const behind = await serve(context);
      const { tap, server } = behind;
      const http = createShopHttp(tap.port, context.params.http === 'h2c' ? 'h2c' : 'http/1.1');
      const clients = await Promise.all(
        styles.map(async (style) => ({ style, ...(await createStyleClient(style, tap.port, context, http)) })),
      );
      const tell = (state: string, detail: string) =>
        context.emit(
          { name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } },
          { connection: 0, source: 'hook' },
        );
      const mark = (data: EventData['app:screen']) =>
        context.emit({ name: 'app:screen', direction: 'none', size: 0, data }, { connection: 0, source: 'hook' });

      const show = async (screen: ScreenName) => {
        for (const { style, screen: fetch } of clients) {
          const before = server.shop.reads;
          const none = { calls: 0, rounds: 0, fields: 0, unused: 0, reads: 0 };
          mark({ api: style, screen, phase: 'begin', ...none });
          try {
            const { calls, rounds, fields, used } = await fetch(screen);
            mark({ api: style, screen, phase: 'end', calls, rounds, fields, unused: fields - used, reads: server.shop.reads - before });
          } catch (problem) {
            mark({ api: style, screen, phase: 'failed', ...none });
            tell('failed', `${style} ${screen}: ${sentence(problem)}`);
          }
        }
      };
      const attempt = async (action: string, act: () => Promise<string>) => {
        const before = server.shop.reads;
        tell('asking', action);
        try {
          const words = await act();
          tell('answered', `${action}: ${words} (${server.shop.reads - before} reads)`);
        } catch (problem) {
          tell('failed', `${action}: ${sentence(problem)}`);
        }
      };
      const warm = async () => {
        await Promise.all(clients.map((each) => each.warm()));
        return 'connected';
      };
      /** One thing after another, so that what the server reads can be told apart. */
      let last: Promise<void> = Promise.resolve();
      const then = (act: () => Promise<void>) => {
        last = last.then(() => (context.signal.aborted ? undefined : act()));
      };
      return {
        url: `http://127.0.0.1:${tap.port}/`,
        async perform(action) {
          if (action === 'cut') return tap.cut();
          if (action === 'warm') return then(() => attempt('connect', warm));
          const screen = SCREENS.find((name) => name === action);
          if (screen !== undefined) return then(() => show(screen));
          const act = clients.flatMap((each) => (Object.hasOwn(each.own, action) ? [each.own[action]] : []))[0];
          if (act === undefined || !own.some((each) => each.id === action))
            throw new Error(
              `the ${title} lab has no action '${action}'; it has ${[...SHARED, ...own].map((each) => each.id).join(', ')}, cut`,
            );
          then(() => attempt(action, act));
        },
        setConditions: (change) => tap.setConditions(change),
        async send(text) {
          const sender = clients.find((each) => each.send !== undefined)?.send;
          if (sender === undefined) throw new Error(`the ${title} lab takes no text of your own`);
          const before = server.shop.reads;
          tell('asking', 'your own query');
          const reply = await sender(text);
          const reads = server.shop.reads - before;
          const summary = `${reply.summary}, ${reads} ${reads === 1 ? 'read' : 'reads'} of the server`;
          tell(reply.ok ? 'answered' : 'failed', `your own query: ${summary}`);
          return { ...reply, summary };
        },
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
      return {
        url,
        tryIt: options.tryIt(url, behind.tap.port),
        setConditions: (change) => behind.tap.setConditions(change),
        [Symbol.asyncDispose]: () => behind[Symbol.asyncDispose](),
      };
    },
  };
}

const sentence = (problem: unknown) => (problem instanceof Error ? problem.message : String(problem));
