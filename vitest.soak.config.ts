import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/soak/**/*.soak.ts'], isolate: false, testTimeout: 3_600_000 },
});
