#!/usr/bin/env node
// Checks the Node version, imports the bundle, sets the exit code; nothing else. Syntax that old versions can parse.
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  process.stderr.write(
    `wirewise needs Node 20.20 or newer, this is ${process.versions.node}: install a newer one from https://nodejs.org\n`,
  );
  process.exitCode = 1;
} else {
  if (module.enableCompileCache) module.enableCompileCache();
  import('../dist/main.js').then(
    ({ main }) => main(),
    (error) => {
      const missing = error.code === 'ERR_MODULE_NOT_FOUND' && String(error.message).includes('dist/main.js');
      process.stderr.write(
        missing ? 'wirewise is not built yet: run `npm run build` in its folder\n' : `wirewise could not start: ${error.stack}\n`,
      );
      process.exitCode = 1;
    },
  );
}
