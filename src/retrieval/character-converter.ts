import { Converter } from 'opencc-js/t2cn';

/** Simplified forms one character at a time, so that positions stay; each is converted once. */
export function characterConverter(): (character: string) => string {
  const convert = Converter({ from: 't', to: 'cn' });
  const known = new Map<string, string>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const simple = convert(character);
    known.set(character, simple);
    return simple;
  };
}
