import type { Task, Tasks } from '../conversation/task.ts';
import type { ClientParts } from './client-parts.ts';
import { clientTask } from './client-task.ts';
import { clientsTask } from './clients-task.ts';
import { productTask } from './product-task.ts';
import { recordTask } from './record-task.ts';

/** All that a conversation can do with the client book. */
export function clientTasks(
  parts: ClientParts,
): Pick<Tasks, 'client' | 'clients' | 'product' | 'record'> {
  const product: Task = productTask(parts, () => clients);
  const clients: Task = clientsTask(parts, product);
  const client = clientTask(parts, clients);
  return { client, clients, product, record: recordTask(parts, client) };
}
