import { splitBlocks } from '../../domain/knowledge/blocks.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { VisiblePassage } from '../../domain/knowledge/grounding.ts';
import type { ShownSource } from '../../domain/knowledge/model-answer-faults.ts';
import type { Passage } from '../../domain/knowledge/passage.ts';
import type { SlotVault } from '../../domain/masking/slot-vault.ts';
import { sourceLine } from '../answers/footnotes.ts';

type Unnumbered = Omit<Citation, 'n'>;

interface Source extends ShownSource {
  readonly handle: string;
  readonly passage: Passage | null;
  /** Of a record. */
  readonly citation: Unnumbered | null;
}

function sharedPairs(text: string, sentence: string): number {
  let count = 0;
  for (let at = 0; at + 1 < sentence.length; at++) {
    if (text.includes(sentence.slice(at, at + 2))) count++;
  }
  return count;
}

/** The block of a passage that a sentence rests on most. */
function blockFor(passage: Passage, sentence: string): string {
  const blocks = splitBlocks(passage.text).map(({ raw }) => raw);
  const [best = passage.text] = blocks.sort(
    (a, b) => sharedPairs(b, sentence) - sharedPairs(a, sentence),
  );
  return best;
}

/**
 * What the model was shown in a turn, each under a handle. Only these may be cited; what is shown to
 * people is cited from the originals, not from what the model wrote.
 */
export class TurnSources {
  readonly #vault: SlotVault;
  readonly #sources = new Map<string, Source>();
  readonly #byKey = new Map<string, string>();
  #passages = 0;
  #records = 0;

  constructor(vault: SlotVault) {
    this.#vault = vault;
  }

  get shown(): ReadonlyMap<string, ShownSource> {
    return this.#sources;
  }

  /** A passage as a line for the model, with its handle. */
  addPassage(passage: Passage): string {
    const known = this.#byKey.get(passage.id);
    const handle = known ?? `P${++this.#passages}`;
    const { title } = passage.card;
    const heading = passage.heading === '' ? '' : `（${passage.heading}）`;
    const text = this.#vault.mask(`《${title}》${heading}\n${passage.text}`);
    this.#byKey.set(passage.id, handle);
    this.#sources.set(handle, { handle, kind: 'passage', text, passage, citation: null });
    return `[${handle}] ${text}`;
  }

  /** The handle of a record; `text` is how the model sees it, masked. */
  addRecord(citation: Unnumbered, text: string): string {
    const known = this.#byKey.get(citation.passageId);
    const handle = known ?? `R${++this.#records}`;
    const before = known ? (this.#sources.get(known)?.text ?? '') : '';
    const whole = before === '' ? text : `${before}\n${text}`;
    this.#byKey.set(citation.passageId, handle);
    this.#sources.set(handle, { handle, kind: 'record', text: whole, passage: null, citation });
    return handle;
  }

  /** The passage behind a handle; null: there is none, or it is a record. */
  passageOf(handle: string): Passage | null {
    return this.#sources.get(handle)?.passage ?? null;
  }

  /** What a sentence that names the handle is cited with. */
  citationFor(handle: string, sentence: string): Unnumbered | null {
    const source = this.#sources.get(handle);
    if (!source?.passage) return source?.citation ?? null;
    const { passage } = source;
    return {
      passageId: passage.id,
      document: passage.card.title,
      heading: passage.heading,
      origin: passage.origin,
      quote: blockFor(passage, sentence),
      source: sourceLine(passage),
    };
  }

  /** The originals, for the last check of what is about to be shown. */
  visible(): VisiblePassage[] {
    return [...this.#sources.values()].map(({ passage, citation, text }) =>
      passage
        ? { id: passage.id, text: `${passage.card.title}\n${passage.heading}\n${passage.text}` }
        : {
            id: citation?.passageId ?? '',
            text: `${citation?.quote ?? ''}\n${this.#vault.fill(text)}`,
          },
    );
  }

  /** Everything shown so far, as the model saw it. */
  all(): string {
    return [...this.#sources.values()]
      .map(({ handle, text }) => `[${handle}] ${text}`)
      .join('\n\n');
  }
}
