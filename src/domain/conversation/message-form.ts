/** The longest message that is read as one question; above, people paste documents. In UTF-16 units. */
const longestMessage = 4000;

export type MessageForm = 'readable' | 'empty' | 'too-long' | 'binary' | 'no-words' | 'foreign';

const controls = /[\p{Cc}\ufffd]/gu;
const whiteSpace = /\s/g;

/** Whether a message can be read as a question at all, before anyone looks for an answer. */
export function formOfMessage(text: string): MessageForm {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > longestMessage) return 'too-long';
  const broken = trimmed.replace(whiteSpace, '').match(controls)?.length ?? 0;
  if (broken > 0 && broken * 20 >= trimmed.length) return 'binary';
  if (!/[\p{L}\p{N}]/u.test(trimmed)) return 'no-words';
  if (!/\p{Script=Han}/u.test(trimmed) && /\p{L}{3,}/u.test(trimmed)) return 'foreign';
  return 'readable';
}
