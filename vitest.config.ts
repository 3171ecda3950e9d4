import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: without the alias vitest loads its CommonJS and its ES build side by side.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    // Files wait for databases and child processes more than they compute: no core is kept free.
    maxWorkers: '100%',
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
