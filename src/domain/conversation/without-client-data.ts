import { personIn } from './person-mention.ts';

const numbers = /\d[\d\s-]{3,}\d|\d{5,}/g;
const amounts = /\d+(?:\.\d+)?\s*(?:万|亿|元|块)/g;
// More people than this in one question is a pasted list; what is left of it is not worth keeping.
const mostPeople = 6;

/** A message as others may read it: no name, id, phone, account or amount in it. */
export function withoutClientData(message: string): string {
  let text = message.normalize('NFKC');
  for (let count = 0; count < mostPeople; count++) {
    const person = personIn(text.toLowerCase());
    if (!person) break;
    text = text.replace(new RegExp(person.text, 'gi'), '某客户');
  }
  return text.replace(numbers, '×').replace(amounts, '若干');
}
