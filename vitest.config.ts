import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    restoreMocks: true,
    testTimeout: 120_000,
  },
});
