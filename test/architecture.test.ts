import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const sourceRoot = join(root, 'src');

interface Room {
  readonly from: readonly string[];
  readonly packages: readonly string[];
}

// docs: design of the rooms; an arrow that is not in this table does not exist.
const rooms: Record<string, Room> = {
  domain: { from: [], packages: ['zod', 'chinese-days'] },
  ports: { from: ['domain'], packages: [] },
  journeys: { from: ['domain', 'ports'], packages: ['zod'] },
  demo: { from: ['domain'], packages: ['node:'] },
  'channels/terminal': { from: ['domain', 'ports', 'journeys'], packages: ['node:'] },
  'channels/web': {
    from: ['domain', 'ports', 'journeys'],
    packages: ['hono', '@hono/node-server', 'zod', 'node:'],
  },
  'channels/slack': { from: ['domain', 'ports', 'journeys'], packages: ['@slack/bolt', 'node:'] },
  'channels/wecom': {
    from: ['domain', 'ports', 'journeys'],
    packages: ['@wecom/aibot-node-sdk', 'zod', 'node:'],
  },
  // The browser's side: of the rest of the code it may know the types only.
  'channels/web/page': {
    from: ['channels/web', 'domain', 'ports'],
    packages: ['react', 'react-dom', 'antd'],
  },
  jobs: { from: ['domain', 'ports', 'journeys'], packages: ['croner'] },
  telemetry: { from: ['ports'], packages: ['pino', 'prom-client'] },
  store: {
    from: ['domain', 'ports'],
    packages: [
      'kysely',
      'kysely/migration',
      'better-sqlite3',
      'pg',
      'pinyin-pro',
      'yaml',
      'zod',
      'node:',
    ],
  },
  retrieval: {
    from: ['domain', 'ports'],
    packages: ['@node-rs/jieba', 'opencc-js', 'marked', 'yaml', 'zod', 'node:'],
  },
  // Loaded only where a model is configured.
  llm: {
    from: ['domain', 'ports'],
    packages: [
      'langchain',
      '@langchain/core',
      '@langchain/openai',
      'openai',
      'yaml',
      'zod',
      'node:',
    ],
  },
  'config.ts': { from: ['domain'], packages: ['zod', 'node:'] },
  app: { from: ['*'], packages: ['kysely', 'node:'] },
  commands: { from: ['*'], packages: ['node:', 'zod'] },
  'main.ts': { from: ['commands', 'domain'], packages: ['commander', 'node:'] },
};

const imports = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|\brequire\s*\(\s*)(['"`])([^'"`\n]+)\1/g;

function importsOf(source: string): string[] {
  const code = source.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  return [...code.matchAll(imports)].map((match) => match[2] ?? '');
}

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function roomOf(path: string): string {
  const inside = relative(sourceRoot, path);
  const known = Object.keys(rooms).filter(
    (name) => inside === name || inside.startsWith(`${name}/`),
  );
  return known.sort((a, b) => b.length - a.length)[0] ?? inside;
}

function violations(file: string): string[] {
  const here = roomOf(file);
  const room = rooms[here];
  if (!room) return [`${here} stands in no room`];
  return importsOf(readFileSync(file, 'utf8')).flatMap((specifier) => {
    const place = `${relative(root, file)} imports ${specifier}`;
    if (!specifier.startsWith('.')) {
      const allowed = room.packages.some(
        (name) =>
          specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
      );
      return allowed ? [] : [place];
    }
    const target = roomOf(normalize(join(dirname(file), specifier)));
    const allowed =
      target === here ||
      room.from.includes('*') ||
      room.from.some((name) => target === name || target.startsWith(`${name}/`));
    return allowed ? [] : [place];
  });
}

test('arrows between the rooms point one way', () => {
  expect(sourceFiles(sourceRoot).flatMap(violations)).toEqual([]);
});

test('the browser gets nothing of the server but types', () => {
  const values = sourceFiles(join(sourceRoot, 'channels/web/page')).filter((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^;]*? from '([^']+)';/gms)].some(
      ([, specifier = '']) =>
        specifier.startsWith('.') &&
        roomOf(normalize(join(dirname(file), specifier))) !== 'channels/web/page',
    ),
  );
  expect(values).toEqual([]);
});

test('every form of import is seen', () => {
  const source = [
    `import a from 'one';`,
    `import 'two';`,
    `const b = await import('three');`,
    `export { c } from "four";`,
    `import type { D } from 'five';`,
    `import {\n  e,\n} from 'six';`,
  ].join('\n');
  expect(importsOf(source)).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
});

test('no source file is longer than 400 lines', () => {
  const long = sourceFiles(sourceRoot).filter(
    (file) => readFileSync(file, 'utf8').split('\n').length > 400,
  );
  expect(long).toEqual([]);
});

test('no file is named for nothing in particular', () => {
  const vague = sourceFiles(sourceRoot).filter((file) =>
    /(?:^|[/-])(?:utils?|helpers?|common|misc|impl|types)(?:\.|\/)/.test(relative(root, file)),
  );
  expect(vague).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const readers = sourceFiles(sourceRoot).filter(
    (file) => /process\.env/.test(readFileSync(file, 'utf8')) && !file.endsWith('config.ts'),
  );
  expect(readers).toEqual([]);
});
