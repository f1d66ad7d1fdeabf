import { fill, gapsOf, type Skeleton, type Slots } from './skeleton.ts';

/** A text that is a skeleton with its gaps filled, and nothing else. */
export interface Wording {
  readonly text: string;
  readonly skeletonId: string;
  readonly skeletonVersion: string;
  /** Which of the skeleton's two texts. */
  readonly form: 'text' | 'shorter';
  readonly variables: Readonly<Record<string, string>>;
}

/** One of a skeleton's texts for a client; null where a gap has no value. */
export function wordingOf(skeleton: Skeleton, form: Wording['form'], slots: Slots): Wording | null {
  const text = fill(skeleton[form], slots);
  if (text === null) return null;
  const variables = Object.fromEntries(
    gapsOf(skeleton[form]).map((name) => [name, slots[name] ?? '']),
  );
  return { text, skeletonId: skeleton.id, skeletonVersion: skeleton.version, form, variables };
}
