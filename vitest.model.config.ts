import { defineConfig } from 'vitest/config';

// All faults on all ways and all attacks; `npm test` runs a share of them.
export default defineConfig({
  test: { include: ['test/llm/*.lane.ts'], isolate: false, testTimeout: 300_000 },
});
