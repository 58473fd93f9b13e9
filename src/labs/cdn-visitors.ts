// The CDN lab's visitors: each at one edge, with a browser of its own; some come back, some keep a page open across a
// deploy, some come all at once. They say what they got and whether the page works.
import type { Fields } from '../cache/fields.ts';
import type { Clock } from '../lib/clock.ts';
import type { Settings } from '../wire/setting.ts';
import { type Asking, type Browser, createBrowser } from './browser-cache.ts';
import { type CdnSite, REFLECTED } from './cdn-site.ts';
import type { Emit } from './lab.ts';
import { sayClient, sayGot } from './visits.ts';

export interface Visitors extends Disposable {
  /** Somebody new, at the next edge. */
  visit(): Promise<void>;
  /** The first visitor opens the page again. */
  comeBack(): Promise<void>;
  /** The page that the first visitor has open loads its later part. */
  click(): Promise<void>;
  /** Many at once, or one after the other; none has a cache. */
  herd(): Promise<void>;
  crowd(): Promise<void>;
  /** Ann asks for her account, then Bob for his, at the same edge. */
  accounts(): Promise<void>;
  /** Somebody asks with a header that the site puts into its page; then a visitor asks, at the same edge. */
  attack(): Promise<void>;
}

export interface VisitorsOptions {
  readonly ports: readonly number[];
  readonly site: Pick<CdnSite, 'release'>;
  readonly params: Settings;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

interface Visitor {
  readonly name: string;
  readonly index: number;
  readonly browser: Browser;
  /** What the open page loads later, and its release. */
  open: { readonly part: string; readonly release: number } | undefined;
}

/** Visitors of the edges at these ports. None comes until told to. */
export function createVisitors({ ports, site, params, clock, emit, signal }: VisitorsOptions): Visitors {
  const visitors: Visitor[] = [];
  const portOf = (index: number) => ports[index % ports.length] as number;
  const browserAt = (name: string, index: number, caching = true) =>
    createBrowser({ name, port: portOf(index), clock, emit, signal, caching });

  const edgeAt = (index: number) => `edge-${(index % ports.length) + 1}`;

  /** What each of them says ends with the edge that is theirs. */
  const get = async (who: string, at: number, browser: Browser, target: string, headers: Fields = [], asking: Asking = 'visit') => {
    const began = clock.now();
    try {
      const { status, body } = await browser.get(target, headers, asking);
      const content = body.toString('latin1');
      const release = Number(/release=(\d+)/.exec(content)?.[1] ?? 0);
      const what = [...(release === 0 ? [] : [`release ${release}`]), edgeAt(at)].join(', ');
      if (status >= 400) sayClient(emit, 'error', `${who}: ${target} ${status}`);
      sayGot(emit, { who, target, status, bytes: body.length, milliseconds: clock.now() - began, what });
      return { status, content, release };
    } catch {
      if (!signal.aborted) sayClient(emit, 'error', `${who}: ${target}: no answer`);
      return undefined;
    }
  };
  const broken = (who: string, detail: string) => sayClient(emit, 'broken', `${who}: ${detail}`);

  /** Whether a part that came fits the page that wants it: here a page works with the scripts of its own release only. */
  const judge = (who: string, part: string, wanted: number, got: Awaited<ReturnType<typeof get>>) => {
    if (got === undefined || got.status !== 200) return broken(who, `${part} is missing: ${got?.status ?? 'no answer'}`);
    if (got.release !== wanted) return broken(who, `a page of release ${wanted} with ${part} of release ${got.release}`);
    return sayClient(emit, 'page', `${who}: release ${wanted} works`);
  };
  const openPage = async (visitor: Visitor) => {
    const { name, index, browser } = visitor;
    visitor.open = undefined;
    const page = await get(name, index, browser, '/site');
    if (signal.aborted) return;
    if (page === undefined || page.status !== 200) return broken(name, `no page: ${page?.status ?? 'no answer'}`);
    if (page.release < site.release) sayClient(emit, 'outdated', `${name}: release ${page.release}, the origin has ${site.release}`);
    visitor.open = { part: /data-part="([^"]+)"/.exec(page.content)?.[1] ?? '', release: page.release };
    const script = /src="([^"]+)"/.exec(page.content)?.[1] ?? '';
    judge(name, script, page.release, await get(name, index, browser, script));
  };
  const arrive = () => {
    const index = visitors.length;
    const visitor: Visitor = { name: `visitor ${index + 1}`, index, browser: browserAt(`browser ${index + 1}`, index), open: undefined };
    visitors.push(visitor);
    return visitor;
  };
  const firstOne = () => visitors[0] ?? arrive();

  /** One of many: what makes them differ is what the setting says. */
  const oneOf = async (index: number) => {
    const name = `visitor ${index + 1} of many`;
    const browser = browserAt(name, index, false);
    const target = params.variety === 'query' ? `/site?utm_source=mail-${index + 1}` : '/site';
    const agent: Fields = [['User-Agent', params.variety === 'user-agent' ? `Browser/${index + 1}.0` : 'Browser/1.0']];
    const page = await get(name, index, browser, target, agent);
    if (page?.status === 200 && page.release < site.release)
      sayClient(emit, 'outdated', `${name}: release ${page.release}, the origin has ${site.release}`);
    browser[Symbol.dispose]();
  };
  const many = Array.from({ length: Number(params.visitors) }, (_, index) => index);
  const over = (how: string) => {
    if (!signal.aborted) sayClient(emit, 'all-served', `${many.length} visitors, ${how}`);
  };

  return {
    visit: () => openPage(arrive()),
    comeBack: () => openPage(firstOne()),
    async click() {
      const visitor = firstOne();
      if (visitor.open === undefined) return sayClient(emit, 'nothing-open', `${visitor.name} has no page open`);
      const { part, release } = visitor.open;
      judge(visitor.name, part, release, await get(visitor.name, visitor.index, visitor.browser, part));
    },
    async herd() {
      await Promise.all(many.map(oneOf));
      over('all at once');
    },
    async crowd() {
      for (const index of many) if (!signal.aborted) await oneOf(index);
      over('one after the other');
    },
    async accounts() {
      for (const user of ['ann', 'bob']) {
        const browser = browserAt(user, 0, false);
        const page = await get(user, 0, browser, '/account', [['Cookie', `user=${user}`]]);
        const whose = /user=(\w+)/.exec(page?.content ?? '')?.[1];
        if (whose !== undefined && whose !== user) sayClient(emit, 'leaked', `${user} was shown the account of ${whose}`);
        browser[Symbol.dispose]();
      }
      if (!signal.aborted) sayClient(emit, 'both-asked', 'ann, then bob');
    },
    async attack() {
      for (const who of ['attacker', 'victim']) {
        const browser = browserAt(who, 0, false);
        const page = await get(who, 0, browser, '/site', who === 'attacker' ? [[REFLECTED, 'evil.example']] : []);
        if (who === 'victim' && page?.content.includes('evil.example'))
          sayClient(emit, 'poisoned', `${who} was given a page with a script from evil.example`);
        browser[Symbol.dispose]();
      }
      if (!signal.aborted) sayClient(emit, 'attack-over', 'the attacker, then somebody else');
    },
    [Symbol.dispose]() {
      for (const { browser } of visitors) browser[Symbol.dispose]();
    },
  };
}
