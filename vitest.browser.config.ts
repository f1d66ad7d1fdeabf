import { defineConfig } from 'vitest/config';

// One browser and one service for all files: starting them is what takes the time.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    isolate: false,
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
