import { expect, test } from 'vitest';
import { loadPrompts } from '../../src/llm/load-prompts.ts';
import { folderWith } from '../fixtures/cards.ts';
import { promptFolder } from '../fixtures/model-turns.ts';

const prompts = loadPrompts(promptFolder);

test.each([...prompts.values()])('$version renders each of its examples', (prompt) => {
  for (const example of prompt.examples) {
    const text = prompt.render(example);
    for (const value of Object.values(example)) expect(text).toContain(value);
    expect(text.replace(/\{\{N1_…\}\}/g, '')).not.toMatch(/[{}]/);
  }
});

test('an input that is missing or not named is refused', () => {
  const prompt = prompts.get('free-turn');
  expect(() => prompt?.render({})).toThrow();
  expect(() => prompt?.render({ today: '2026-11-24', role: 'x' })).toThrow();
});

test('a prompt whose gaps and inputs differ is refused when it is loaded', () => {
  const head = '---\nid: a\nversion: 1\ninputs:\n  today: 日期\nexamples:\n  - today: x\n---\n';
  const folder = folderWith({ 'a.md': `${head}今天是 {tomorrow}` });
  expect(() => loadPrompts(folder)).toThrow(/对不上/);
});
