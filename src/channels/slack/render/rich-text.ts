import type { types } from '@slack/bolt';

type Inline = types.RichTextElement;

const pieces = /(\*\*.+?\*\*|https?:\/\/[^\s，。；）)]+)/g;

/**
 * A card's words as Slack's rich text: nothing in it is read as markup, so that no name, remark or
 * model can mention a channel or forge a link.
 */
function inline(text: string): Inline[] {
  const found = text
    .split(pieces)
    .filter((piece) => piece !== '')
    .map((piece): Inline => {
      if (/^\*\*.+\*\*$/.test(piece)) {
        return { type: 'text', text: piece.slice(2, -2), style: { bold: true } };
      }
      return /^https?:/.test(piece) ? { type: 'link', url: piece } : { type: 'text', text: piece };
    });
  // Slack refuses empty texts.
  return found.length === 0 ? [{ type: 'text', text: '—' }] : found;
}

export function paragraph(text: string): types.RichTextSection {
  return { type: 'rich_text_section', elements: inline(text) };
}

export function quote(text: string): types.RichTextQuote {
  return { type: 'rich_text_quote', elements: inline(text) };
}

export function list(items: readonly string[], ordered: boolean): types.RichTextList {
  const style = ordered ? 'ordered' : 'bullet';
  return { type: 'rich_text_list', style, elements: items.map(paragraph) };
}

export type RichPart = types.RichTextSection | types.RichTextQuote | types.RichTextList;

export function richBlock(elements: RichPart[]): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

export const plain = (text: string): types.PlainTextElement => ({
  type: 'plain_text',
  text,
  emoji: false,
});

/** Cut for a field of Slack's that takes no more. */
export function cut(text: string, most: number): string {
  const characters = [...text.replace(/\*\*/g, '')];
  return characters.length <= most
    ? characters.join('')
    : `${characters.slice(0, most - 1).join('')}…`;
}
