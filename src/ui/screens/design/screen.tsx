// A design: one product, all families decided at once, the conflicts between them, and requirements that can be changed to see
// what flips.
import { Box, Text } from 'ink';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { sourceLine } from '../../../content/catalog.ts';
import { decideDesign } from '../../../decision/design.ts';
import { designRecord } from '../../../decision/design-record.ts';
import type { Design } from '../../../decision/design-schema.ts';
import { familyTitle } from '../../../decision/design-words.ts';
import { valueTitle } from '../../../decision/explain.ts';
import { recommend } from '../../../decision/recommend.ts';
import type { Recommendation, Requirements, RuleBook } from '../../../decision/schema.ts';
import { citer } from '../../citation.ts';
import { type Line, Lines, LineView, lastOffset } from '../../components/line.tsx';
import { proseLines, wrapParts } from '../../components/prose.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { detailLines } from './detail.ts';
import { type DesignKey, OUTCOME_KEYS, REQUIREMENT_KEYS } from './keys.ts';
import { requirementLines } from './requirements.ts';
import { type DesignIntent, familyOf, isSame, itemsOf, knownOnly, startDesign, turned, updateDesign } from './state.ts';
import { conflictCount, itemLine } from './table.ts';

/** Cells that text is never wider than. */
const TEXT = 84;
/** From this many rows on, the story has more than one line. */
const ROOMY = 24;

export type DesignScreenProps = ScreenProps<Extract<Route, { screen: 'design' }>>;

export function DesignScreen(props: DesignScreenProps) {
  const design = props.services.catalog.designs.find(({ slug }) => slug === props.route.design);
  return design === undefined ? <Text>There is no design of that name.</Text> : <DesignView {...props} design={design} />;
}

function DesignView({ design, columns, rows, services, progress, record }: DesignScreenProps & { readonly design: Design }) {
  const theme = useTheme();
  // Read aloud, the marks of verdicts would be words about other things, and the words stand beside them.
  const symbols = useMemo(() => (theme.screenReader ? { ...theme.symbols, wrong: '', partly: '', done: '' } : theme.symbols), [theme]);
  const { decisions: books, tensions, sources } = services.catalog;
  const [state, dispatch] = useReducer(updateDesign, undefined, () => {
    const place = progress.place;
    const kept = place?.screen === 'design' && place.design === design.slug ? knownOnly(place.requirements, books) : design.requirements;
    return startDesign(kept);
  });
  const [said, setSaid] = useState('');
  const decide = useMemo(() => remembered(recommend), []);
  const outcome = useMemo(() => decideDesign(books, tensions, state.requirements, decide), [books, tensions, state.requirements, decide]);
  const before = useMemo(() => decideDesign(books, tensions, design.requirements, decide).choice, [books, tensions, design, decide]);
  useEffect(() => {
    record({ kind: 'visited', place: { screen: 'design', design: design.slug, requirements: state.requirements } });
  }, [record, design.slug, state.requirements]);

  const items = itemsOf(outcome);
  // A change can take a conflict away from under the cursor.
  const at = Math.min(state.item, items.length - 1);
  const text = Math.min(columns, TEXT);
  const cite = useMemo(() => citer(services.catalog), [services.catalog]);
  const detail = useMemo(
    () => detailLines(itemsOf(outcome)[at], { books, outcome, columns: text, cite, symbols }),
    [books, outcome, at, text, cite, symbols],
  );
  const listed = items.map((item, index) => itemLine(item, index === at && state.phase === 'outcome', { books, outcome, before, symbols }));
  const short = state.phase === 'requirements' && rows < ROOMY;
  const table = short ? [...listed.slice(0, outcome.decisions.length), conflictCount(outcome, symbols)] : listed;
  const changed = !isSame(design.requirements, state.requirements);
  const note = said !== '' ? said : changed ? 'Changed: n brings back what the design asks for.' : '';
  const head = state.phase === 'requirements' ? [] : storyLines(design.story, text, rows, theme.symbols.ellipsis);
  const room = Math.max(3, rows - head.length - table.length - 2);
  const last = lastOffset(detail.length, room);

  const act = (intent: DesignIntent) => {
    setSaid('');
    dispatch(intent);
  };
  const save = () => {
    const source = sourceLine(sources);
    const written = designRecord(
      { title: design.title, story: design.story, books, outcome, source },
      services.clock.date().toISOString().slice(0, 10),
    );
    services.saveRecord(design.slug, written).then(
      (name) => setSaid(`Saved as ${name} in the current folder: a decision record in Markdown, with the graph.`),
      (error: unknown) => setSaid(error instanceof Error ? error.message : String(error)),
    );
  };
  const book = books.find(({ family }) => family === state.family);
  const dimension = book?.dimensions[state.dimension];
  const now = state.requirements[state.family] ?? {};
  const onKey = (key: DesignKey) => {
    switch (key.type) {
      case 'move':
        if (state.phase === 'outcome') return act({ type: 'item', by: at + key.by - state.item, items: items.length });
        return act({ type: 'dimension', by: key.by, dimensions: book?.dimensions.length ?? 0 });
      case 'page':
        return act({ type: 'scroll', by: key.by * Math.max(1, room - 2), last });
      case 'change': {
        const family = familyOf(items[at], outcome);
        return family === undefined ? undefined : act({ type: 'change', family });
      }
      case 'turn':
        return dimension && act({ type: 'answer', dimension: dimension.id, value: turned(dimension, now, key.by) });
      case 'open':
        return dimension && act({ type: 'answer', dimension: dimension.id, value: undefined });
      case 'outcome':
        return act({ type: 'outcome' });
      case 'reset':
        return act({ type: 'reset', requirements: design.requirements });
      case 'save':
        return save();
    }
  };
  useKeys(state.phase === 'outcome' ? OUTCOME_KEYS : REQUIREMENT_KEYS, onKey);

  return (
    <Box flexDirection="column" height={rows}>
      <Lines lines={head} rows={head.length} />
      <Lines lines={table} rows={table.length} />
      <LineView line={[{ text: symbols.line.repeat(columns), role: 'dim' }]} />
      {state.phase === 'requirements' && book !== undefined ? (
        <Lines
          lines={askedLines(
            book,
            { before: design.requirements[book.family] ?? {}, now, at: state.dimension, columns: text, symbols },
            room,
          )}
          rows={room}
        />
      ) : (
        <Lines lines={detail} offset={Math.min(state.offset, last)} rows={room} />
      )}
      <LineView
        line={[
          { text: note === '' ? progressOf(state.offset, state.phase === 'outcome' ? last : 0) : note, role: note === '' ? 'dim' : 'warn' },
        ]}
      />
    </Box>
  );
}

/** The same answers again for the same requirements: a change is one family's, and working out all five takes a while. */
function remembered(work: typeof recommend): typeof recommend {
  const known = new Map<string, Recommendation>();
  return (book, requirements) => {
    const key = JSON.stringify([book.family, requirements]);
    const found = known.get(key) ?? work(book, requirements);
    known.set(key, found);
    return found;
  };
}

/** The story with an empty line after it; two lines of it where rows are few, and a mark that there is more. */
function storyLines(story: string, columns: number, rows: number, ellipsis: string): readonly Line[] {
  if (rows >= ROOMY) return [...proseLines(story, columns), []];
  const [first = [], second, ...more] = proseLines(story, columns - ellipsis.length - 1);
  if (second === undefined) return [first];
  return [first, more.length === 0 ? second : [...second, { text: ` ${ellipsis}` }]];
}

/** The dimensions around the cursor under the family's name, and why the one under it matters. */
function askedLines(
  book: RuleBook,
  options: Omit<Parameters<typeof requirementLines>[0], 'book'> & { readonly before: Requirements },
  rows: number,
): readonly Line[] {
  const lines = requirementLines({ ...options, book });
  const { id = '', why: matters = '' } = book.dimensions[options.at] ?? {};
  const was = options.before[id] === undefined ? 'not stated' : valueTitle(book, id, options.before[id]);
  const changed: readonly Line[] =
    options.before[id] === options.now[id] ? [] : wrapParts([{ text: `  The design says: ${was}`, role: 'warn' }], options.columns, '  ');
  const why = [...wrapParts([{ text: `  ${matters}` }], options.columns, '  '), ...changed];
  const shown = Math.max(1, Math.min(lines.length, rows - 2 - why.length));
  const offset = Math.max(0, Math.min(lines.length - shown, options.at - Math.floor(shown / 2)));
  return [
    [{ text: `What ${familyTitle([book], book.family)} is asked for`, bold: true }],
    ...lines.slice(offset, offset + shown),
    [],
    ...why,
  ];
}

const progressOf = (offset: number, last: number) => (last === 0 ? '' : `${Math.round((100 * Math.min(offset, last)) / last)} %`);
