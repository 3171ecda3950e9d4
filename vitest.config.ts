import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: without the alias vitest loads its CommonJS and its ES build side by side.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
