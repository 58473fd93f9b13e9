// One field over everything that there is; results as one types, and what the first of them is.
import { Box, Text } from 'ink';
import { useMemo, useReducer } from 'react';
import { printable } from '../../../lib/printable.ts';
import { citer } from '../../citation.ts';
import { Lines } from '../../components/line.tsx';
import { partsOf, wrapParts } from '../../components/prose.ts';
import { Select } from '../../components/select.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { SEARCH_KEYS, type SearchKey } from './keys.ts';
import { find, findables, updateSearch } from './state.ts';

const MEASURE = 84;
/** Rows for what is said of the result under the cursor. */
const ABOUT = 5;

export function SearchScreen({ route, services, columns, rows, navigate, back }: ScreenProps<Extract<Route, { screen: 'search' }>>) {
  const { style, symbols } = useTheme();
  const width = Math.min(columns, MEASURE);
  const all = useMemo(() => findables(services.catalog, services.labs.list), [services]);
  const [state, dispatch] = useReducer(updateSearch, { query: route.query, index: 0 });
  const results = useMemo(() => find(state.query, all), [state.query, all]);
  const items = useMemo(
    () => results.map((result) => ({ key: result.key, label: printable(result.title), hint: result.kind, value: result })),
    [results],
  );
  const picked = results[state.index];

  const onKey = (key: SearchKey) => {
    switch (key.type) {
      case 'open':
        return picked?.route === undefined ? undefined : navigate(picked.route);
      case 'leave':
        return back();
      case 'move':
        return dispatch({ ...key, count: results.length });
      case 'erase':
        return state.query === '' ? back() : dispatch({ type: 'erase' });
      case 'type':
      case 'clear':
        return dispatch(key as { type: 'clear' } | { type: 'type'; character: string });
    }
  };
  useKeys(SEARCH_KEYS, onKey, { overlay: true });

  const about = useMemo(() => {
    if (picked === undefined) return [];
    const source =
      picked.source === ''
        ? []
        : [{ text: ` [${citer(services.catalog)(picked.source).replaceAll(' ', '\u00a0')}]`, role: 'dim' as const }];
    return wrapParts([...partsOf(picked.text), ...source], width);
  }, [picked, services, width]);
  const listRows = rows - 4 - ABOUT;
  return (
    <Box flexDirection="column" width={width} height={rows}>
      <Text wrap="truncate">
        <Text {...style('accent')}>/ </Text>
        <Text bold>{state.query}</Text>
        <Text inverse> </Text>
        {state.query === '' ? <Text {...style('dim')}>{' topics, lessons, labs, experiments, words'}</Text> : null}
      </Text>
      <Box height={1} flexShrink={0} />
      {results.length === 0 ? (
        <Text>{`Nothing is called or speaks of “${state.query}”. Fewer letters find more.`}</Text>
      ) : (
        <Select items={items} columns={width} rows={listRows} index={state.index} isActive={false} onSelect={() => {}} />
      )}
      <Box flexGrow={1} />
      {about.length > 0 ? (
        <>
          <Text {...style('dim')}>{symbols.line.repeat(width)}</Text>
          <Lines lines={about} rows={ABOUT} />
        </>
      ) : null}
    </Box>
  );
}
