// How the product is bundled; shared by the build and by the scripts that run a part of src/ on their own.

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

/** Ink asks for the React developer tools only when DEV is set; they are no part of the product. */
const noDevtools = {
  name: 'no-devtools',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'react-devtools-core', namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}', loader: 'js' }));
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
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  // Some CommonJS dependencies call require() for Node's own modules; an ES module has none.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  // ws asks for two optional native addons in a try block and goes on without them.
  external: ['bufferutil', 'utf-8-validate'],
  plugins: [synchronousYoga, noDevtools],
  logLevel: 'warning',
};
