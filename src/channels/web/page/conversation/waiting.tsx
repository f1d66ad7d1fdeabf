import type { Step } from '../../../../domain/conversation/step.ts';

export const stepTexts: Record<Step, string> = {
  received: '收到了',
  search: '在课程和规则里找',
  keep: '核对出处',
};

const order: readonly Step[] = ['received', 'search', 'keep'];

/** What is being done, step by step, while an answer is on its way. */
export function Waiting({ step }: { readonly step: Step | undefined }) {
  const at = step === undefined ? -1 : order.indexOf(step);
  return (
    <ul className="waiting" aria-label="进度">
      {order.map((one, place) => (
        <li key={one} className={place < at ? 'done' : place === at ? 'now' : 'later'}>
          {stepTexts[one]}
        </li>
      ))}
    </ul>
  );
}
