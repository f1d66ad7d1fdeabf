import { afterAll, beforeAll } from 'vitest';
import { demoClients } from '../fixtures/demo-clients.ts';
import {
  describeFaults,
  type FaultScene,
  faultQuestion as question,
} from '../fixtures/fault-matrix.ts';
import { startModelServer } from '../fixtures/model-server.ts';

let scene: FaultScene;
beforeAll(async () => {
  const [demo, server] = await Promise.all([demoClients(), startModelServer()]);
  scene = { demo, server, offline: (await demo.ask(question)).text };
});
afterAll(() => scene.server.stop());

for (const stream of [true, false])
  for (const tools of [true, false]) describeFaults({ stream, tools }, () => scene);
