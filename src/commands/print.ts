/** One line on standard output, which carries results only. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
