// An edge in front of a server of the user's own, live: what a CDN would do with each response and why, what is wrong with the
// headers, and what it saves. Leaving it closes the edge.
//
//   ● live  50 requests      hit ratio 62 % ━━━━━━────   origin spared 31 of 50 requests   1.2 MB of 2.3 MB
//   ╭─ 1 Requests ────────────────────────────────────────────────────────────────────────────────────────╮
//   │ ✓ hit   200  GET /app.js …                                                                          │
//   ╰─────────────────────────────────────────────────────────────────────────────────────────────────────╯
//   ╭─ 2 Why ─────────────────────────────────╮╭─ Headers ──────────────────────────────────────────────────╮
import { Box } from 'ink';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { CLEAN } from '../../../wire/conditions.ts';
import type { TraceHeader } from '../../../wire/trace.ts';
import { citer } from '../../citation.ts';
import { type Line, Lines, LineView, lastOffset } from '../../components/line.tsx';
import { Panel } from '../../components/panel.tsx';
import { useEdge } from '../../hooks/use-edge.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { actionLines, cutActions } from '../lab/bars.ts';
import { headerLines, spokenLines, whyLines } from './detail.ts';
import { ACTIONS, type EdgeKey, edgeKeys, TYPING_KEYS } from './keys.ts';
import { listHead, listLine } from './list.ts';
import { chosenIndex, type EdgeIntent, type EdgeState, type EdgeWorld, START, shownRows, topOf, updateEdge } from './state.ts';
import { guideLines, type Said, statusLine, typingLine } from './status.ts';

export type EdgeScreenProps = ScreenProps<Extract<Route, { screen: 'edge' }>>;

/** Least milliseconds between two drawings for a screen reader. */
const SPOKEN_BATCH = 2000;

const nameOf = ({ host, port }: { readonly host: string; readonly port: number }) => `${host.includes(':') ? `[${host}]` : host}:${port}`;
const NO_TAGS: ReadonlyMap<string, number> = new Map();
const plural = (count: number) => `${count} ${count === 1 ? 'response' : 'responses'}`;

export function EdgeScreen({ route, services, columns, rows, headline }: EdgeScreenProps) {
  const { symbols, screenReader } = useTheme();
  const { origin } = route;
  const run = useEdge(services, { origin, port: route.port, fn: route.fn, batch: screenReader ? SPOKEN_BATCH : undefined });
  const [said, setSaid] = useState<Said | undefined>(undefined);
  const [state, dispatch] = useReducer(
    (before: EdgeState, [intent, world]: readonly [EdgeIntent, EdgeWorld]) => updateEdge(before, intent, world),
    START,
  );
  const cite = useMemo(() => citer(services.catalog), [services.catalog]);
  const { url, edge } = run;
  useEffect(() => {
    if (url !== undefined) headline?.([`${url}  ${symbols.line}${symbols.right}  ${nameOf(origin)}`]);
  }, [url, headline, origin, symbols]);

  const wide = columns >= 106 && rows >= 24;
  const bar = actionLines(ACTIONS, columns, undefined, symbols);
  const barRows = Math.min(bar.length, wide ? 1 : rows >= 19 ? 2 : 1);
  const body = rows - 1 - barRows;
  const above = wide ? Math.max(9, Math.floor(body * 0.46)) : Math.max(5, Math.floor(body * 0.42));
  const below = body - above;
  // A frame takes two rows, the names of the columns one; without frames there is a rule between.
  const listRows = wide ? above - 3 : above - 1;
  const detailRows = wide ? below - 2 : below - 1;

  const shown = shownRows(state, run.rows);
  const chosen = shown[chosenIndex(state, shown)];
  const left = wide ? Math.floor(columns * 0.56) : columns;
  const inside = (width: number) => (wide ? width - 4 : width);
  const why = chosen === undefined ? [] : whyLines(chosen, { columns: inside(left), symbols, cite });
  const headers = chosen === undefined ? [] : headerLines(chosen, { columns: inside(columns - left) });
  const detail: readonly Line[] = wide ? why : [...why, [], ...(chosen === undefined ? [] : headerLines(chosen, { columns }))];
  const last = wide
    ? Math.max(lastOffset(why.length, detailRows), lastOffset(headers.length, detailRows))
    : lastOffset(detail.length, detailRows);
  const world: EdgeWorld = { rows: run.rows, total: run.total, listRows, lastOffset: last };

  const save = () => {
    const header: TraceHeader = {
      lab: 'edge',
      params: { origin: nameOf(origin) },
      conditions: CLEAN,
      seed: 0,
      versions: { wirewise: services.version, node: process.versions.node },
    };
    services.saveTrace({ header, events: run.events() }).then(
      ({ name, events }) => setSaid({ good: true, text: `${events} ${events === 1 ? 'event' : 'events'} in ${name}` }),
      (error: unknown) => setSaid({ good: false, text: error instanceof Error ? error.message : String(error) }),
    );
  };
  const onKey = (key: EdgeKey) => {
    setSaid(undefined);
    switch (key.type) {
      case 'page': {
        const by = key.by * Math.max(1, (state.pane === 'list' ? listRows : detailRows) - 2);
        return dispatch([state.pane === 'list' ? { type: 'move', by } : { type: 'scroll', by }, world]);
      }
      case 'purge': {
        if (edge === undefined) return;
        const target = key.what === 'all' ? undefined : chosen?.exchange.decision.target;
        if (key.what === 'one' && target === undefined) return setSaid({ good: false, text: 'nothing is chosen that could be purged' });
        return setSaid({ good: true, text: `${plural(edge.purge(target))} removed${target === undefined ? '' : ` for ${target}`}` });
      }
      case 'older':
        edge?.makeOlder(key.seconds);
        return setSaid({ good: true, model: true, text: `${key.name} has passed for what is stored` });
      case 'clear':
        run.clear();
        return dispatch([{ type: 'cleared' }, world]);
      case 'save':
        return save();
      case 'settle': {
        const tag = state.tag.trim();
        if (state.asking?.what === 'tag' && tag !== '' && edge !== undefined)
          setSaid({ good: true, text: `${plural(edge.purgeTag(tag))} with the tag ${tag} removed` });
        return dispatch([key, world]);
      }
      default:
        return dispatch([key, world]);
    }
  };
  const typing = state.asking !== undefined;
  const frozen = state.frozen !== undefined;
  const keys = useMemo(() => edgeKeys({ pane: state.pane, frozen }), [state.pane, frozen]);
  useKeys(keys, onKey, { active: !typing });
  useKeys(TYPING_KEYS, onKey, { active: typing, overlay: true });

  const top = statusLine(run, state, { said, columns, symbols });
  const inner = inside(columns);
  const empty = run.total === 0 && url !== undefined;
  const from = topOf(state, shown, listRows);
  const list: readonly Line[] = empty
    ? guideLines(url, nameOf(origin), inner)
    : shown.length === 0 && run.total > 0
      ? [[{ text: 'No request passes the filter.', role: 'dim' }]]
      : shown.slice(from, from + listRows).map((row) => listLine(row, row === chosen && (frozen || wide), inner, symbols));
  const counted = state.filter === '' ? '' : `   ${shown.length} of ${(state.frozen?.rows ?? run.rows).length} shown: ${state.filter}`;
  const bottom = typing ? [typingLine(state, edge?.tags() ?? NO_TAGS, columns, symbols)] : cutActions(bar, barRows, columns);
  const offset = Math.min(state.offset, last);
  const more = last > offset ? `${symbols.down} ${last - offset} more` : offset > 0 ? symbols.up : '';

  if (screenReader)
    return (
      <Box flexDirection="column">
        <LineView line={top} />
        {(empty
          ? guideLines(url, nameOf(origin), columns)
          : state.pane === 'detail' || chosen === undefined
            ? detail
            : spokenLines(chosen, columns)
        ).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are places on the screen
          <LineView key={index} line={line} />
        ))}
      </Box>
    );
  if (empty)
    return (
      <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
        <LineView line={top} />
        <Lines lines={list} rows={body} />
        <Lines lines={bottom} rows={barRows} />
      </Box>
    );
  if (!wide) {
    const rule = `${symbols.line.repeat(2)} ${state.pane === 'detail' ? '' : 'tab: '}why, what to mend, headers ${more === '' ? '' : `  ${more} `}`;
    return (
      <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
        <LineView line={top} />
        <LineView line={counted === '' ? listHead(columns, symbols) : [{ text: counted.trim(), role: 'dim' }]} />
        <Lines lines={list} rows={listRows} />
        <LineView
          line={[
            { text: rule, role: state.pane === 'detail' ? 'accent' : 'dim' },
            { text: symbols.line.repeat(Math.max(0, columns - rule.length)), role: 'dim' },
          ]}
        />
        <Lines lines={detail} offset={offset} rows={detailRows} />
        <Lines lines={bottom} rows={barRows} />
      </Box>
    );
  }
  return (
    <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
      <LineView line={top} />
      <Panel title={`1 Requests${counted}`} badge="hook" width={columns} height={above} focused={state.pane === 'list'}>
        <LineView line={listHead(inner, symbols)} />
        <Lines lines={list} rows={listRows} />
      </Panel>
      <Box flexShrink={0}>
        <Panel
          title={`2 ${chosen === undefined ? 'Why' : `${chosen.exchange.decision.method} ${chosen.exchange.decision.target}`}${more === '' ? '' : `   ${more}`}`}
          width={left}
          height={below}
          focused={state.pane === 'detail'}
        >
          <Lines lines={why} offset={Math.min(offset, lastOffset(why.length, detailRows))} rows={detailRows} />
        </Panel>
        <Panel title="Headers" width={columns - left} height={below}>
          <Lines lines={headers} offset={Math.min(offset, lastOffset(headers.length, detailRows))} rows={detailRows} />
        </Panel>
      </Box>
      <Lines lines={bottom} rows={barRows} />
    </Box>
  );
}
