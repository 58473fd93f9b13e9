import { Text } from 'ink';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { KeysProvider, useKeys, useShownKeys } from '../../../src/ui/hooks/use-keys.tsx';
import type { Binding } from '../../../src/ui/keymap.ts';
import { show } from '../wait-for-frame.ts';

const bind = (key: string): Binding<string> => ({
  label: key,
  help: key,
  rank: 1,
  matches: (input) => input === key,
  intent: (input) => input,
});
const A = [bind('a')];
const AB = [bind('a'), bind('b')];
const ANY: readonly Binding<string>[] = [
  { label: 'any', help: 'type', rank: 1, matches: (input) => input !== '', intent: (input) => input },
];

function Owner({
  name,
  keys,
  seen,
  ...options
}: {
  name: string;
  keys: readonly Binding<string>[];
  seen: string[];
  overlay?: boolean;
  global?: boolean;
}) {
  useKeys(keys, (key) => seen.push(`${name} ${key}`), options);
  return null;
}

function Labels() {
  return (
    <Text>{`keys: ${useShownKeys()
      .map(({ label }) => label)
      .join(' ')}.`}</Text>
  );
}

function Field({ onType }: { onType: (text: string) => void }) {
  useKeys(ANY, onType, { overlay: true });
  return null;
}

function Opener() {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  useKeys(A, () => setOpen(true));
  return (
    <>
      <Text>{`typed ${typed}`}</Text>
      {open ? <Field onType={(text) => setTyped((before) => before + text)} /> : null}
    </>
  );
}

describe('useKeys', () => {
  it('asks the globals only for keys that no screen wants', async () => {
    const seen: string[] = [];
    const { press, waitForFrame } = show(
      <KeysProvider>
        <Owner name="screen" keys={A} seen={seen} />
        <Owner name="global" keys={AB} seen={seen} global />
        <Labels />
      </KeysProvider>,
    );
    await waitForFrame('keys: a a b.');
    press('ab');
    await waitForFrame(() => seen.length === 2);
    expect(seen).toEqual(['screen a', 'global b']);
  });

  it('gives an overlay every key that comes after the one that opened it, in the same write', async () => {
    const seen: string[] = [];
    const { press, waitForFrame } = show(
      <KeysProvider>
        <Opener />
        <Owner name="global" keys={AB} seen={seen} global />
        <Labels />
      </KeysProvider>,
    );
    await waitForFrame('keys: a a b.');
    press('aabba');
    await waitForFrame('typed abba');
    await waitForFrame('keys: any.');
    expect(seen).toEqual([]);
  });
});
