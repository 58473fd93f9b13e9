// The blocks of a lesson, all of them. The reader lays them out itself and shows a part.
import { useMemo } from 'react';
import type { Block } from '../../content/schema.ts';
import { useTheme } from '../theme.ts';
import { layoutBlocks } from './blocks-layout.ts';
import { Lines } from './line.tsx';
import type { Cite } from './prose.ts';

export interface BlocksProps {
  readonly blocks: readonly Block[];
  readonly columns: number;
  readonly cite?: Cite;
}

export function Blocks({ blocks, columns, cite }: BlocksProps) {
  const { symbols } = useTheme();
  const lines = useMemo(
    () => layoutBlocks(blocks, columns, cite === undefined ? { symbols } : { symbols, cite }),
    [blocks, columns, cite, symbols],
  );
  return <Lines lines={lines} rows={lines.length} />;
}
