// Writing to a running lab: a text with completion at the left (or above), what came back at the right (or beneath).
import { Box } from 'ink';
import { useReducer } from 'react';
import type { Composer } from '../../../labs/composer.ts';
import type { Run } from '../../../labs/run.ts';
import { Lines } from '../../components/line.tsx';
import { Panel } from '../../components/panel.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import { useTheme } from '../../theme.ts';
import { EDITOR_KEYS, type EditorKey } from './editor-keys.ts';
import { editorLines, replyLines } from './editor-lines.ts';
import { type EditorIntent, type EditorState, startEditor, updateEditor } from './editor-state.ts';

export interface EditorProps {
  readonly composer: Composer;
  readonly run: Run | undefined;
  readonly columns: number;
  readonly rows: number;
  /** What was written here before. */
  readonly kept: EditorState | undefined;
  readonly onClose: (state: EditorState) => void;
}

export function Editor({ composer, run, columns, rows, kept, onClose }: EditorProps) {
  const { symbols } = useTheme();
  const [state, dispatch] = useReducer(
    (before: EditorState, intent: EditorIntent) => updateEditor(before, intent, composer),
    kept,
    (before) => before ?? startEditor(composer),
  );
  const send = () => {
    if (run === undefined || state.text.trim() === '' || state.reply === 'awaited') return;
    dispatch({ type: 'sent' });
    run.send(state.text).then(
      (reply) => dispatch({ type: 'answered', reply }),
      (error: unknown) => {
        const summary = error instanceof Error ? error.message : String(error);
        dispatch({ type: 'answered', reply: { ok: false, summary, text: '' } });
      },
    );
  };
  useKeys(
    EDITOR_KEYS,
    (key: EditorKey) => {
      if (key.type === 'close') onClose(state);
      else if (key.type === 'send') send();
      else dispatch(key);
    },
    { overlay: true },
  );
  const beside = columns >= 100;
  const writing = beside ? { columns: Math.floor(columns * 0.5), rows } : { columns, rows: Math.ceil(rows * 0.55) };
  const reading = beside ? { columns: columns - writing.columns, rows } : { columns, rows: rows - writing.rows };
  const inside = (box: { readonly columns: number; readonly rows: number }) => ({ columns: box.columns - 4, rows: box.rows - 2, symbols });
  const left = editorLines(state, composer, inside(writing));
  const right = replyLines(state, inside(reading));
  return (
    <Box flexDirection={beside ? 'row' : 'column'} height={rows} flexShrink={0}>
      <Panel title={`Your ${composer.noun}`} width={writing.columns} height={writing.rows} focused>
        <Lines lines={left} rows={writing.rows - 2} />
      </Panel>
      <Panel title="Its answer" width={reading.columns} height={reading.rows} focused={false}>
        <Lines lines={right} rows={reading.rows - 2} />
      </Panel>
    </Box>
  );
}
