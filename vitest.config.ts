import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    // Labs run real sockets and real timers: on a machine that stands still for a moment, a run is not what its author
    // meant. What is broken fails every time.
    retry: process.env.CI ? 2 : 0,
  },
  // graphql ships two builds of itself and refuses to mix them: the one that Node and the bundle take, not the one Vite would.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
});
