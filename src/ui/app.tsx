// The frame around every screen: header, contents, footer, help; it holds where one is and what is recorded.
//
//   Wirewise   Real time › WebSocket                                    3 of 38 done  ━━──────
//
//   Real time             │  WebSocket
//   ▎○ WebSocket          │  One connection, both sides speak when they like …
//    ○ Server-sent events │
//
//   ↑↓ scroll   space next page   esc back   / search   ? help
import { Box, useApp, useInput, useWindowSize } from 'ink';
import { type ComponentType, useCallback, useMemo, useReducer, useState } from 'react';
import type { ProgressEvent } from '../progress/event.ts';
import { withEvent } from '../progress/progress.ts';
import type { Services } from '../services.ts';
import { APP_KEYS, APP_KEYS_WITH_CONTENTS, type AppKey, HOME_APP_KEYS, TOOL_APP_KEYS } from './app-keys.ts';
import { Footer } from './components/footer.tsx';
import { Header } from './components/header.tsx';
import { Help } from './components/help.tsx';
import { Notice, noticeLines } from './components/notice.tsx';
import { Rule } from './components/rule.tsx';
import { ScreenSlot } from './components/screen-slot.tsx';
import { Sidebar } from './components/sidebar.tsx';
import { TooSmall } from './components/too-small.tsx';
import { contentsOf, crumbsOf, entryOf } from './contents.ts';
import { beginHistory, current, identityOf, updateHistory } from './history.ts';
import { useDue } from './hooks/use-due.ts';
import { KeysProvider, type ShownGroup, useKeys, useShownGroups } from './hooks/use-keys.tsx';
import { isTooSmall, layoutOf } from './layout.ts';
import type { Route } from './route.ts';
import type { ScreenProps, Unstamped } from './screen.ts';
import { HomeScreen } from './screens/home/screen.tsx';
import { tallyOf } from './tally.ts';
import { useTheme } from './theme.ts';

/** In the first frame; the other screens come when they are wanted. */
const LOADED = { home: HomeScreen as ComponentType<ScreenProps> };

export interface AppProps {
  readonly services: Services;
  /** Stops the whole process until the shell continues it; undefined where that does not exist. */
  readonly suspend?: (() => void) | undefined;
  /** Where it opens. @default home */
  readonly start?: Route;
}

/** The app, as large as the terminal. */
export function App(props: AppProps) {
  const size = useWindowSize();
  return (
    <KeysProvider>
      <JobControl suspend={props.suspend} />
      <Shell {...props} size={size} />
    </KeysProvider>
  );
}

/** Ctrl-Z, which a terminal in raw mode leaves to us, and a Ctrl-C that came together with other keys. */
function JobControl({ suspend }: Pick<AppProps, 'suspend'>) {
  const { exit, suspendTerminal } = useApp();
  useInput((input, key) => {
    if (input.length > 1 && input.includes('\u0003')) exit();
    const wanted = (key.ctrl && input === 'z') || (input.length > 1 && input.includes('\u001a'));
    if (wanted && suspend !== undefined) void suspendTerminal(suspend);
  });
  return null;
}

export interface ShellProps extends AppProps {
  readonly size: { readonly columns: number; readonly rows: number };
}

/** The app at a given size. */
export function Shell({ services, size, start }: ShellProps) {
  const { screenReader } = useTheme();
  const [history, move] = useReducer(updateHistory, start, beginHistory);
  const { exit } = useApp();
  const [progress, fold] = useReducer(withEvent, services.progress.progress);
  const due = useDue(services, progress);
  const [help, setHelp] = useState<readonly ShownGroup[] | undefined>(undefined);
  const [inContents, setInContents] = useState(false);
  const [collapsed, setCollapsed] = useState(false);
  const [said, setSaid] = useState<{ readonly place: string; readonly crumbs: readonly string[] } | undefined>(undefined);
  const [warningSeen, setWarningSeen] = useState<string | undefined>(undefined);

  const record = useCallback(
    (event: Unstamped) => {
      const stamped = { ...event, at: services.clock.date().toISOString() } as ProgressEvent;
      services.progress.append(stamped);
      fold(stamped);
      if (stamped.kind === 'visited') move({ type: 'visited', place: stamped.place });
    },
    [services],
  );
  const navigate = useCallback(
    (to: Route) => {
      setInContents(false);
      setWarningSeen(services.progress.warning);
      move({ type: 'navigate', route: to });
    },
    [services],
  );
  const back = useCallback(() => move({ type: 'back' }), []);

  const route = current(history);
  const layout = layoutOf(size, route.screen, collapsed || screenReader);
  const withContents = layoutOf(size, route.screen, screenReader).sidebar > 0;
  const warning = services.progress.warning === warningSeen ? undefined : services.progress.warning;
  const notice = useMemo(() => (warning === undefined ? [] : noticeLines(warning, layout.columns)), [warning, layout.columns]);
  const rows = layout.rows - notice.length;

  const { catalog } = services;
  const labs = services.labs.list;
  const sections = useMemo(() => contentsOf(catalog, labs), [catalog, labs]);
  const tally = useMemo(
    () =>
      tallyOf(
        catalog.topics.flatMap((topic) => topic.lessons),
        progress,
      ),
    [catalog, progress],
  );
  const place = identityOf(route);
  const crumbs = said?.place === place ? said.crumbs : crumbsOf(route, catalog, labs);
  const headline = useCallback((names: readonly string[]) => setSaid({ place, crumbs: names }), [place]);
  const alone = history.length === 1 && route.screen !== 'home';
  const leaveContents = useCallback(() => setInContents(false), []);

  if (isTooSmall(size)) return <TooSmall {...size} />;
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows - 1} paddingX={layout.margin}>
      <AppKeys
        screen={route.screen}
        withContents={withContents}
        alone={alone}
        onKey={(key, groups) => {
          switch (key) {
            case 'quit':
              return exit();
            case 'help':
              return setHelp(groups);
            case 'search':
              return navigate({ screen: 'search', query: '' });
            case 'back':
              return back();
            case 'contents':
              setCollapsed(false);
              return setInContents(true);
            case 'collapse':
              return setCollapsed((before) => !before);
          }
        }}
      />
      <Header columns={layout.columns} crumbs={crumbs} done={tally.done} total={alone ? 0 : tally.total} />
      <Box height={1} flexShrink={0} />
      <Notice lines={notice} />
      {help === undefined ? null : <Help groups={help} columns={layout.columns} rows={rows} onClose={() => setHelp(undefined)} />}
      <Box height={rows} flexShrink={0} overflow="hidden" display={help === undefined ? 'flex' : 'none'}>
        {layout.sidebar > 0 ? (
          <>
            <Box width={layout.sidebar} flexShrink={0}>
              <Sidebar
                sections={sections}
                progress={progress}
                due={due}
                here={entryOf(route, catalog)}
                columns={layout.sidebar}
                rows={rows}
                focused={inContents}
                onOpen={navigate}
                onLeave={leaveContents}
              />
            </Box>
            <Rule rows={rows} />
          </>
        ) : null}
        <Box width={layout.main} height={rows} flexShrink={0} flexDirection="column">
          <ScreenSlot
            loaded={LOADED}
            route={route}
            services={services}
            progress={progress}
            due={due}
            columns={layout.main}
            rows={rows}
            navigate={navigate}
            back={back}
            record={record}
            headline={headline}
          />
        </Box>
      </Box>
      <Box height={layout.airy ? 1 : 0} flexShrink={0} />
      <Footer columns={layout.columns} />
    </Box>
  );
}

interface AppKeysProps {
  readonly screen: Route['screen'];
  readonly withContents: boolean;
  /** Whether there is nothing to go back to. */
  readonly alone: boolean;
  readonly onKey: (key: AppKey, groups: readonly ShownGroup[]) => void;
}

/** Apart from the shell, so that other bindings coming and going do not draw the shell anew. */
function AppKeys({ screen, withContents, alone, onKey }: AppKeysProps) {
  const groups = useShownGroups();
  const keys = alone ? TOOL_APP_KEYS : screen === 'home' ? HOME_APP_KEYS : withContents ? APP_KEYS_WITH_CONTENTS : APP_KEYS;
  useKeys(keys, (key) => onKey(key, groups), { global: true });
  return null;
}
