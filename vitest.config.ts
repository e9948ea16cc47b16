import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,mjs}'],
    pool: 'forks',
    globalSetup: 'test/temporary.ts',
    testTimeout: 60_000,
    // What a passing test prints is no news.
    silent: 'passed-only',
    hookTimeout: 120_000,
  },
});
