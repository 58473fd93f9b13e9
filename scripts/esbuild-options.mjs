// How the product is bundled; shared by the build and by the scripts that run a part of src/ on their own.
import { fileURLToPath } from 'node:url';

/**
 * yoga-layout instantiates its wasm through `fetch('data:…')`, which loads undici and TLS: about 30 ms of every start. This
 * hands it the same bytes synchronously.
 */
const synchronousYoga = {
  name: 'synchronous-yoga',
  setup(build) {
    build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const source = await readFile(path, 'utf8');
      const embedded = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]{1000,})/.exec(source);
      const ending = 'export default loadYoga;';
      if (embedded === null || !source.includes(ending))
        throw new Error('yoga-layout has changed: adapt scripts/esbuild-options.mjs to it');
      const contents = source.replace(embedded[1], '').replace(
        ending,
        `const bytes = Buffer.from('${embedded[1]}', 'base64');
export default () => loadYoga({ instantiateWasm(imports, receive) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
  receive(instance);
  return instance.exports;
} });`,
      );
      return { contents, loader: 'js' };
    });
  },
};

/**
 * What is asked for and never used: the React developer tools (Ink wants them when DEV is set), a size from the shell (Ink wants
 * it where the terminal says none), and the assertion of one argument. Loading the Node modules behind them takes 10 ms.
 */
const leftOut = {
  name: 'left-out',
  setup(build) {
    const instead = {
      'react-devtools-core': 'export default {}',
      'terminal-size': 'export default () => ({})',
      assert: 'exports.equal = () => {}',
    };
    build.onResolve({ filter: /^(react-devtools-core|terminal-size|assert)$/ }, ({ path, importer }) =>
      path !== 'assert' || /signal-exit/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: instead[path], loader: 'js' }));
  },
};

/**
 * Importing node:process asks for every property of it, and some of them load a good part of Node. The global is the same
 * object.
 */
const globalProcess = {
  name: 'global-process',
  setup(build) {
    build.onResolve({ filter: /^(node:)?process$/ }, () => ({ path: 'process', namespace: 'global-process' }));
    build.onLoad({ filter: /.*/, namespace: 'global-process' }, () => ({
      contents:
        'const { process } = globalThis; export default process; export const { env } = process; export const cwd = () => process.cwd();',
      loader: 'js',
    }));
  },
};

/** zod speaks fifty languages; content is checked in one, in our own words. */
const oneLanguage = {
  name: 'one-language',
  setup(build) {
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export { default as en } from './en.js';" }));
  },
};

/** The HTTP/3 library's core is shipped compressed by Brotli (build.mjs), a fifth smaller than the tarball's own gzip makes it. */
const compressedCore = {
  name: 'compressed-core',
  setup(build) {
    build.onLoad({ filter: /http3[\\/]dist[\\/]wasm[\\/]node-core-loader\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const source = await readFile(path, 'utf8');
      const plain = '(0, node_fs_1.readFileSync)(path)';
      if (!source.includes(plain)) throw new Error('@currentspace/http3 has changed: adapt scripts/esbuild-options.mjs to it');
      return { contents: source.replace(plain, `require('node:zlib').brotliDecompressSync(${plain})`), loader: 'js' };
    });
  },
};

/** Widths of the characters that screens are made of, without the slow way of the package (scripts/string-width.mjs). */
const quickStringWidth = {
  name: 'quick-string-width',
  setup(build) {
    const quick = fileURLToPath(new URL('string-width.mjs', import.meta.url));
    build.onResolve({ filter: /^string-width$/ }, ({ importer }) => (importer === quick ? undefined : { path: quick }));
  },
};

/**
 * Ink takes every line of every frame apart anew, several times. A line that was on the screen before, as in a log that
 * scrolls, is known already: what was worked out is kept from frame to frame and thrown away before it grows; and a line that
 * is not cut is not put together again. What comes out is the same.
 */
const keptLines = {
  name: 'kept-lines',
  setup(build) {
    build.onLoad({ filter: /ink[\\/]build[\\/]output\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      let contents = await readFile(path, 'utf8');
      for (const [before, after] of [
        ['caches = new OutputCaches();', 'caches = keptCaches();'],
        [
          'const characterLines = [[]];\n        for (const character of this.caches.getStyledChars(text)) {',
          "const several = text.includes('\\n');\n        const characterLines = [[]];\n        for (const character of several ? this.caches.getStyledChars(text) : []) {",
        ],
        [
          'let lines = characterLines.map(line => styledCharsToString(line));',
          'let lines = several ? characterLines.map(line => styledCharsToString(line)) : [text];',
        ],
        [
          'return this.sliceLineToColumns(line, from, to);',
          'return from === 0 && to === width ? line : this.sliceLineToColumns(line, from, to);',
        ],
      ]) {
        if (!contents.includes(before)) throw new Error('ink has changed: adapt scripts/esbuild-options.mjs to it');
        contents = contents.replace(before, after);
      }
      const kept = `let kept;
const keptCaches = () => {
  if (kept === undefined || kept.styledChars.size > 400 || kept.widths.size > 2000) kept = new OutputCaches();
  return kept;
};
`;
      return { contents: kept + contents, loader: 'js' };
    });
  },
};

/** The characters of a line with one style share it: half the memory of the lines that are kept. */
const sharedStyles = {
  name: 'shared-styles',
  setup(build) {
    build.onLoad({ filter: /ansi-tokenize[\\/]build[\\/]styledChars\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const source = await readFile(path, 'utf8');
      const copied = 'styles: [...codes],';
      if (!source.includes(copied)) throw new Error('ansi-tokenize has changed: adapt scripts/esbuild-options.mjs to it');
      return { contents: source.replace(copied, 'styles: codes,'), loader: 'js' };
    });
  },
};

/**
 * string-width compiles a regular expression of all emoji when it is loaded, 6 ms of every start; the texts of the first
 * frame need none of it.
 */
const lateEmoji = {
  name: 'late-emoji',
  setup(build) {
    build.onLoad({ filter: /string-width[\\/]index\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const source = await readFile(path, 'utf8');
      const early = 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;';
      if (!source.includes(early)) throw new Error('string-width has changed: adapt scripts/esbuild-options.mjs to it');
      const late = `let emoji;
const rgiEmojiRegex = { test: text => (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };`;
      return { contents: source.replace(early, () => late), loader: 'js' };
    });
  },
};

/** Options for the shipped bundle: ESM, code-split, production React, for the oldest Node that we run on. */
export const productOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  minify: true,
  splitting: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', 'Intl.Segmenter': '__Segmenter' },
  inject: [fileURLToPath(new URL('segmenter-inject.mjs', import.meta.url))],
  // Node 20 knows these; esbuild would make an object of such a literal anew, each time that it is come by.
  supported: { 'regexp-unicode-property-escapes': true, 'regexp-set-notation': true },
  // Some CommonJS dependencies call require() for Node's own modules; an ES module has none.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  // ws asks for two optional native addons in a try block and goes on without them.
  external: ['bufferutil', 'utf-8-validate'],
  plugins: [synchronousYoga, leftOut, globalProcess, oneLanguage, compressedCore, quickStringWidth, lateEmoji, keptLines, sharedStyles],
  logLevel: 'warning',
};
