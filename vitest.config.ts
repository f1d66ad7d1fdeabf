import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    // Left alone it takes one worker on a machine of two cores, and twice the time.
    maxWorkers: 2,
    restoreMocks: true,
    testTimeout: 120_000,
  },
});
