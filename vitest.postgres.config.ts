import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/contracts/**/*.test.ts'],
    globalSetup: ['test/fixtures/postgres-server.ts'],
    isolate: false,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
