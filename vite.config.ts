import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Compresses once at build time, so that the service spends nothing on it. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir = '' }) {
      for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(?:js|css|svg)$/.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        const plain = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(plain));
        writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: 'src/channels/web/page',
  publicDir: 'public',
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../../../../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // Images inlined into style sheets would need a wider security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // antd marks its files for server components, which there are none of here.
    rolldownOptions: {
      onLog: (level, log, write) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') write(level, log);
      },
    },
  },
  plugins: [compressed()],
});
