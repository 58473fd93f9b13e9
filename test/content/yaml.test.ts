import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml } from '../../src/content/yaml.ts';

const schema = z.strictObject({
  name: z.string(),
  kind: z.enum(['cat', 'dog']),
  steps: z.array(z.union([z.strictObject({ do: z.string() }), z.strictObject({ run: z.number().positive() })])).default([]),
});
const problems = (text: string) => parseYaml(text, 'f.yaml', schema).problems.map(({ message, line }) => `${line}: ${message}`);

describe('parseYaml', () => {
  it('gives the value', () => {
    expect(parseYaml('name: a\nkind: cat\n', 'f.yaml', schema)).toMatchObject({
      value: { name: 'a', kind: 'cat', steps: [] },
      problems: [],
    });
  });

  it.each([
    ['a missing key', 'kind: cat\n', '1: `name` is missing: add it (a text)'],
    ['a wrong type', 'kind: cat\nname: [a]\n', '2: `name` must be a text'],
    ['a wrong word', 'name: a\nkind: cow\n', '2: `kind` must be one of cat, dog'],
    ['a wrong key', 'name: a\nkind: cat\nnmae: b\n', '3: `nmae` means nothing here: remove it or mend its spelling'],
    ['the nearest form of a union', 'name: a\nkind: cat\nsteps:\n  - do: x\n  - run: "1"\n', '5: `steps.1.run` must be a number'],
    ['a number that is too small', 'name: a\nkind: cat\nsteps: [{ run: 0 }]\n', '3: `steps.0.run` must be above 0'],
    [
      'an escape for what a terminal obeys',
      'kind: cat\nname: "a\\e[2J"\n',
      '2: an escape stands for the control character U+001B: remove it',
    ],
    ['such an escape in a key', 'kind: cat\nname: a\n"\\x9b": b\n', '3: an escape stands for the control character U+009B: remove it'],
    ['an empty file', '', '1: the file must be a mapping of names to values'],
  ])('%s', (_, text, expected) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('says at which line a text is no YAML', () => {
    const found = problems('name: a\nkind: "cat\n');
    expect(found[0]).toMatch(/^\d: this is no YAML \(/);
    expect(found.every((line) => !line.includes('\n'))).toBe(true);
    expect(problems('name: a\nname: b\nkind: cat\n')[0]).toMatch(/^2: this is no YAML .*unique/);
  });

  it('does not unfold a bomb of aliases', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(8)}]\n`).join('')}`;
    expect(problems(bomb)[0]).toMatch(/this is no YAML/);
  });

  it('counts lines from where the text begins in its file', () => {
    expect(parseYaml('name: a\nkind: cow\n', 'f.md', schema, 2).problems[0]?.line).toBe(3);
  });
});
