import type { Citation } from '../knowledge/citation.ts';

/**
 * What a section holds. Strings are plain text in which `**…**` is strong and `[n]` refers to the
 * card's citations; nothing else in them is markup.
 */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** A sentence to say or send, copied exactly as it stands; its sources stand beside it. */
  | { readonly kind: 'line'; readonly text: string; readonly marks: readonly number[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** What rows are sorted by where a channel can: one key a cell; null comes last. */
      readonly keys?: readonly (readonly (number | string | null)[])[];
      /** The client whom a row tells of, where a channel can open one. */
      readonly clients?: readonly string[];
      /** One figure a row, in their order, drawn as a line where a channel can. */
      readonly trend?: readonly number[];
    }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] };

interface Field {
  readonly name: string;
  readonly value: string;
  /** Whose whole mobile stands behind the value, where a channel can show it to one person. */
  readonly mobileOf?: string;
}

export interface Section {
  readonly label: string | null;
  /** Whose word this is, where the card mixes origins: 项目自写. */
  readonly note: string | null;
  readonly parts: readonly Part[];
}

/** What a press does: the same in every channel. */
export type Action = { readonly label: string } & (
  | {
      readonly do: 'ask';
      readonly text: string;
      /** The words are put where one types, to be changed before they are sent, where a channel can. */
      readonly edit?: true;
      /** The first line of the answer is copied when it comes, where a channel can. */
      readonly copies?: true;
    }
  | { readonly do: 'open'; readonly citation: number }
  /** A file to keep, made of what the answer shows. */
  | { readonly do: 'save'; readonly name: string; readonly content: string }
);

/** The one message model: journeys produce it, channels render it inside their limits. */
export interface Card {
  readonly title: string | null;
  readonly sections: readonly Section[];
  /** Shown after 展开. */
  readonly folded: readonly Section[];
  readonly actions: readonly Action[];
  readonly citations: readonly Citation[];
}

/** A card of one paragraph. */
export function textCard(text: string, actions: readonly Action[] = []): Card {
  const section = { label: null, note: null, parts: [{ kind: 'text', text } as const] };
  return { title: null, sections: [section], folded: [], actions, citations: [] };
}
