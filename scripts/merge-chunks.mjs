// Joins the chunks that every start loads. esbuild makes a chunk of each set of modules that the same entry points share, and
// with fifty lazy screens and commands most of these sets are tiny: a start read forty files where two will do.
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** `import{a as b}from"./x.js"` and `export{a as b}from"./x.js"`, as esbuild prints them minified. */
const NAMED = /\b(import|export)\s*\{([^{}]*)\}\s*from\s*"(\.{1,2}\/[^"]+\.js)"/g;
/** Every other static import of a chunk. */
const OTHER = /\bimport\s*(?:\*\s*as\s+[\w$]+\s*from\s*|[\w$]+\s*(?:,\s*\{[^{}]*\}\s*)?from\s*)?"(\.{1,2}\/[^"]+\.js)"/g;

/**
 * Joins each group of outputs, with all that they import statically, into `chunks/<name>.js`; what an earlier group took stays
 * there. Outputs that are imported by name from elsewhere stay as files that pass their exports on. Throws where an output is
 * written in a way that it does not know.
 * @param {string} dist folder of the outputs
 * @param {import('esbuild').Metafile} metafile of the build that made them, with paths relative to `root`
 * @param {readonly { name: string, entries: readonly string[], importsOf?: string }[]} groups entries as paths of source files,
 *   relative to `root`; of `importsOf` what it imports is joined, and not itself
 */
export async function mergeChunks(dist, metafile, groups, root) {
  const outputs = new Map(
    Object.entries(metafile.outputs)
      .filter(([file]) => file.endsWith('.js'))
      .map(([file, output]) => [path.join(root, file), output]),
  );
  const outputOf = (source) => {
    const found = [...outputs].find(([, { entryPoint }]) => entryPoint === source)?.[0];
    if (found === undefined) throw new Error(`merge-chunks: no output of ${source}: mend the groups in scripts/build.mjs`);
    return found;
  };
  /** Where each joined output went, and the number that its exports carry there. */
  const taken = new Map();
  for (const { name, entries, importsOf } of groups) {
    const members = [];
    const takeImports = (file) => {
      for (const { path: to, kind } of outputs.get(file).imports)
        if (kind === 'import-statement' && outputs.has(path.join(root, to))) take(path.join(root, to));
    };
    const take = (file) => {
      if (taken.has(file) || members.includes(file)) return;
      takeImports(file);
      members.push(file);
    };
    if (importsOf !== undefined) takeImports(outputOf(importsOf));
    for (const entry of entries) take(outputOf(entry));
    const target = path.join(dist, 'chunks', `${name}.js`);
    const from = (file) => JSON.stringify(`./${path.relative(path.dirname(target), file)}`);
    const contents = members
      .map((file, index) => {
        const names = outputs.get(file).exports.map((each) => `${each} as ${exportName(index, each)}`);
        return names.length === 0 ? `import ${from(file)};` : `export { ${names.join(', ')} } from ${from(file)};`;
      })
      .join('\n');
    await build({
      stdin: { contents, resolveDir: path.dirname(target), sourcefile: `${name}-members.js` },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      minify: true,
      legalComments: 'none',
      outfile: target,
      logLevel: 'warning',
      plugins: [
        {
          name: 'members-only',
          setup(setup) {
            setup.onResolve({ filter: /^\.{1,2}\// }, ({ path: to, resolveDir, kind }) => {
              const file = path.resolve(resolveDir, to);
              if (kind !== 'dynamic-import' && members.includes(file)) return { path: file };
              return { path: `./${path.relative(path.dirname(target), file)}`, external: true };
            });
          },
        },
      ],
    });
    members.forEach((file, index) => {
      taken.set(file, { target, index });
    });
  }
  // A group that was joined first is imported by later ones, and by what was left alone.
  const rest = [...outputs.keys()].filter((file) => !taken.has(file));
  for (const file of [...rest, ...groups.map(({ name }) => path.join(dist, 'chunks', `${name}.js`))]) await redirect(file, taken);
  for (const [file, { target, index }] of taken) {
    const { entryPoint, exports } = outputs.get(file);
    if (entryPoint === undefined) await rm(file);
    else {
      const names = exports.map((each) => `${exportName(index, each)} as ${each}`);
      await writeFile(file, `export{${names.join()}}from"./${path.relative(path.dirname(file), target)}";\n`);
    }
  }
}

const exportName = (index, name) => `c${index}_${name}`;

/** Points the static imports of a file at where the chunks went. */
async function redirect(file, taken) {
  const text = await readFile(file, 'utf8');
  const where = (to) => taken.get(path.resolve(path.dirname(file), to));
  const changed = text.replace(NAMED, (whole, word, names, to) => {
    const moved = where(to);
    if (moved === undefined || moved.target === file) return whole;
    const renamed = names.split(',').map((each) => {
      const [, name, alias = name] = /^\s*([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(each) ?? [];
      if (name === undefined) throw new Error(`merge-chunks: cannot read the import '${each}' in ${file}`);
      return `${exportName(moved.index, name)} as ${alias}`;
    });
    return `${word}{${renamed.join()}}from"${relative(file, moved.target)}"`;
  });
  const last = changed.replace(OTHER, (whole, to) => {
    const moved = where(to);
    if (moved === undefined || moved.target === file) return whole;
    if (!/^import\s*"/.test(whole)) throw new Error(`merge-chunks: cannot read '${whole}' in ${file}`);
    return `import"${relative(file, moved.target)}"`;
  });
  if (last !== text) await writeFile(file, last);
}

const relative = (file, target) => {
  const to = path.relative(path.dirname(file), target);
  return to.startsWith('.') ? to : `./${to}`;
};
