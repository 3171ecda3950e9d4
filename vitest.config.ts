import './src/pipeline/module-formats.ts';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: without the alias vitest loads its CommonJS and its ES build side by side.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    // Files wait for databases and child processes more than they compute: no core is kept free.
    maxWorkers: '100%',
    // Every file has a database of its own and shares nothing else that a test could change: modules load once.
    isolate: false,
    execArgv: ['--import', './src/pipeline/module-formats.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/set-up.ts'],
    // Properties that are tried many times, by hand, take as long as they take.
    testTimeout: process.env.FUZZ_RUNS ? 3_600_000 : 60_000,
    hookTimeout: 60_000,
  },
});
