import { afterAll, beforeAll, test } from 'vitest';
import { demoClients } from '../fixtures/demo-clients.ts';
import { type ModelServer, startModelServer } from '../fixtures/model-server.ts';
import { attack } from '../fixtures/worst-model.ts';

let demo: Awaited<ReturnType<typeof demoClients>>;
let server: ModelServer;
beforeAll(async () => {
  [demo, server] = await Promise.all([demoClients(), startModelServer()]);
});
afterAll(() => server.stop());

test('none of the attacks makes a model that obeys it show or change anything', async () => {
  await attack(demo, server, 1);
});
