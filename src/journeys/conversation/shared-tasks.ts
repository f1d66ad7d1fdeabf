import { type Card, textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith, type Intent } from '../../domain/conversation/answer.ts';
import type { Task, TaskRequest, Tasks } from './task.ts';

const ofClients = [
  'client',
  'clients',
  'draft',
  'alerts',
  'worklist',
  'record',
  'product',
] as const;

/** What is said where others read along; the answer itself goes to the person who asked. */
export const movedCard = (): Card =>
  textCard('这件事涉及客户，不在群里说，我私信回您。群里可以问课程、话术和合规。');

const moved = (intent: Intent): Answer => answerWith({ kind: 'help', intent, card: movedCard() });

/** Whether an answer in a shared chat says that the matter belongs into the private one. */
export function belongsPrivate({ kind, intent }: Answer): boolean {
  return kind === 'help' && (ofClients as readonly Intent[]).includes(intent);
}

/** The tasks of a chat that others read along: what tells of clients only says that it moves. */
export function sharedTasks(tasks: Tasks): Tasks {
  const movers = ofClients.map((intent): [Intent, Task] => {
    const own = tasks[intent];
    const mover: Task = {
      run: async () => moved(intent),
      // Whose client it is must be known to move it; nothing of the look-up is shown.
      claims: async (request: TaskRequest) => (await own?.claims?.(request)) ?? false,
    };
    return [intent, mover];
  });
  return { ...tasks, ...Object.fromEntries(movers) };
}
