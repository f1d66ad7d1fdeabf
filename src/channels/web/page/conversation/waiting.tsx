import type { Step } from '../../../../domain/conversation/step.ts';

export const stepTexts: Record<Step, string> = {
  received: '收到了',
  search: '在课程和规则里找',
  write: '模型组织回答',
  keep: '核对出处',
};

const order: readonly Step[] = ['received', 'search', 'keep'];

/** What is being done, step by step, while an answer is on its way. */
export function Waiting({ step }: { readonly step: Step | undefined }) {
  // Without a model nobody waits for one.
  const shown: readonly Step[] = step === 'write' ? ['received', 'search', 'write', 'keep'] : order;
  const at = step === undefined ? -1 : shown.indexOf(step);
  return (
    <ul className="waiting" aria-label="进度">
      {shown.map((one, place) => (
        <li key={one} className={place < at ? 'done' : place === at ? 'now' : 'later'}>
          {stepTexts[one]}
        </li>
      ))}
    </ul>
  );
}
