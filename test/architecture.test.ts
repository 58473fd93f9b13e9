// Holds the import table of the house: who may import whom, which library lives where, and that tests mirror sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const test = fileURLToPath(new URL('.', import.meta.url));

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => /\.tsx?$/.test(name));

const layerOf = (file: string) => (file.includes('/') ? (file.split('/')[0] as string) : file.replace(/\.ts$/, ''));

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
    found.push({ file, layer: layerOf(file), target, typeOnly });
  };
  for (const [, kind = '', specifier = ''] of text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gm))
    add(specifier, kind !== '');
  for (const [, specifier = ''] of text.matchAll(/^import\s+'([^']+)'/gm)) add(specifier, false);
  // An import() in type position (`import('x').Type`) is erased; one that is called loads.
  for (const [, specifier = '', after = ''] of text.matchAll(/import\('([^']+)'\)(\.[A-Z])?/g)) add(specifier, after !== '');
  return found;
}

const all = files.flatMap(importsOf);
const inside = all.filter((one) => /\.tsx?$/.test(one.target));
const outside = all.filter((one) => !/\.tsx?$/.test(one.target));

/** What each layer may import at run time; a layer may always import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  wire: ['lib'],
  experiment: ['lib', 'wire'],
  decision: ['lib'],
  interview: ['lib', 'decision'],
  compare: ['lib', 'wire'],
  quiz: ['lib'],
  review: ['lib'],
  progress: ['lib', 'quiz', 'review'],
  content: ['lib', 'wire', 'experiment', 'decision', 'interview', 'quiz', 'compare', 'review', 'progress'],
  cache: ['lib'],
  picture: [],
  labs: ['lib', 'wire', 'cache', 'picture'],
  store: ['lib', 'wire', 'progress'],
  services: ['lib', 'wire', 'compare', 'review', 'progress', 'content', 'labs', 'store'],
  cli: ['lib', 'wire', 'cache', 'experiment', 'decision', 'interview', 'quiz', 'compare', 'review', 'progress', 'content'],
  ui: ['lib', 'wire', 'cache', 'picture', 'experiment', 'decision', 'interview', 'quiz', 'compare', 'review', 'progress', 'content'],
  main: ['services', 'cli', 'ui', 'store', 'content'],
};
/** What each layer may import beyond that as a type, which is gone when the program runs. */
const MAY_NAME: Readonly<Record<string, readonly string[]>> = {
  labs: ['compare'],
  cli: ['services', 'labs', 'store'],
  ui: ['services', 'labs', 'store'],
};
/** What of content/ the faces may use: the catalog, and the shape of what it hands out. */
const CONTENT_FOR_FACES = ['content/catalog.ts', 'content/schema.ts'];

const show = (one: Import) => `${one.file} imports ${one.typeOnly ? 'type ' : ''}${one.target}`;

describe('the import table', () => {
  it('reads imports at all', () => {
    expect(inside.length).toBeGreaterThan(100);
    expect(inside.filter((one) => !existsSync(path.join(src, one.target))).map(show)).toEqual([]);
  });

  it('is kept by every file', () => {
    const broken = inside.filter(({ layer, target, typeOnly }) => {
      const to = layerOf(target);
      if (to === layer || MAY_IMPORT[layer]?.includes(to)) return false;
      return !(typeOnly && MAY_NAME[layer]?.includes(to));
    });
    expect(broken.map(show)).toEqual([]);
  });

  it('lets the faces see of content only the catalog and its shapes', () => {
    const broken = inside.filter(
      ({ layer, target }) => (layer === 'ui' || layer === 'cli') && layerOf(target) === 'content' && !CONTENT_FOR_FACES.includes(target),
    );
    expect(broken.map(show)).toEqual([]);
  });
});

describe('libraries', () => {
  const usersOf = (library: RegExp) => outside.filter((one) => library.test(one.target));
  const only = (library: RegExp, allowed: (one: Import) => boolean) =>
    expect(
      usersOf(library)
        .filter((one) => !allowed(one))
        .map(show),
    ).toEqual([]);

  it('react and ink stay in ui/', () => only(/^(react|ink|ink-select-input)(\/|$)/, ({ layer }) => layer === 'ui'));
  it('sockets stay in labs/', () =>
    only(
      /^(node:(net|http|https|http2|tls|dgram)|ws|eventsource|protobufjs|@(grpc|connectrpc|bufbuild)\/.+)$/,
      ({ layer }) => layer === 'labs',
    ));
  it('files are touched by store/, two of content/ and nobody else', () =>
    only(/^node:fs/, ({ layer, file }) => layer === 'store' || ['content/read.ts', 'content/watch.ts'].includes(file)));
  it('the schema library is loaded by schemas and the content reader only', () =>
    only(/^zod/, ({ file, layer }) => file.endsWith('schema.ts') || layer === 'content'));
  it('schemas are loaded only by the content reader: everybody else names their types', () => {
    const loaders = inside.filter(
      ({ target, typeOnly, layer }) => target.endsWith('/schema.ts') && !typeOnly && layer !== 'content' && !(layer === 'experiment'),
    );
    expect(loaders.map(show)).toEqual([]);
  });
});

describe('the outside world', () => {
  const readers = ['main.ts', 'services.ts', 'lib/clock.ts', 'lib/random.ts'];
  const clean = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '');
  for (const [what, pattern] of [
    ['the clock', /\bDate\.now\b|\bperformance\.now\b|new Date\(\)/],
    ['chance', /\bMath\.random\b/],
    ['the console', /\bconsole\./],
    ['the process', /(?<![.\w])process\.(?!versions)/],
  ] as const) {
    it(`${what} is read only in ${readers.join(', ')}`, () => {
      const others = files.filter((file) => !readers.includes(file) && pattern.test(clean(readFileSync(path.join(src, file), 'utf8'))));
      expect(others).toEqual([]);
    });
  }
});

describe('the mirror', () => {
  // Every test of a source stands where the source stands; whole-program tests have folders of their own.
  const WHOLE_PROGRAM = [
    'architecture',
    'transcripts',
    'terminal/',
    'content/samples',
    'scripts/',
    'content/experiments',
    'content/decisions',
    'content/interviews',
    'labs/conformance',
    'store/killed',
    'labs/serve-browser',
    'labs/tshark',
    'package',
  ];

  it('has no test whose source is gone', () => {
    const orphans = readdirSync(test, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll(path.sep, '/'))
      .filter((name) => /\.test\.tsx?$/.test(name) && !WHOLE_PROGRAM.some((prefix) => name.startsWith(prefix)))
      .filter((name) => {
        const source = name.replace(/\.test\.tsx?$/, '');
        return !existsSync(path.join(src, `${source}.ts`)) && !existsSync(path.join(src, `${source}.tsx`));
      });
    expect(orphans).toEqual([]);
  });
});
