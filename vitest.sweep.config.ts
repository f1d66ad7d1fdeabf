import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/sweep/**/*.sweep.ts'], isolate: false, testTimeout: 1_800_000 },
});
