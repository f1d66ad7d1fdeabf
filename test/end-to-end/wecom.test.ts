import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import { cardFile, folderWith } from '../fixtures/cards.ts';
import { guichao } from '../fixtures/command-line.ts';

test('the service connects its bot, answers through it, and says how it stands', async () => {
  const gateway = await WecomGateway.open();
  const dataDirectory = join(folderWith({}), 'data');
  // One card: indexing all that is shipped takes seconds and is not what this is about.
  const knowledgeDirectory = folderWith({
    'playbooks/due.md': cardFile({ id: 'due', title: '到期怎么提醒' }, '到期前三天打电话。'),
    'facts.yaml': '[]\n',
  });
  const settings = {
    GUICHAO_DEMO: 'false',
    WECOM_BOT_ID: 'bot',
    WECOM_BOT_SECRET: 'secret',
    WECOM_WS_URL: gateway.url,
  };
  let ready: Promise<unknown> | null = null;
  let answered = false;
  const run = await guichao(['start'], {
    dataDirectory,
    knowledgeDirectory,
    settings,
    signalWhen: (out) => {
      const address = /网页：(http:\S+?)\/?（/.exec(out)?.[1];
      if (address && ready === null && /已启动　企业微信智能机器人/.test(out)) {
        ready = gateway
          .until(() => gateway.subscriptions > 0 && gateway.held)
          .then(() => fetch(`${address}/readyz`))
          .then((response) => response.json())
          .finally(() => gateway.say('somebody', '你好'));
      }
      return null;
    },
    meanwhile: async (stop) => {
      await gateway.until(() => gateway.room('somebody').streams()[0]?.finished, 18_000);
      answered = true;
      stop('SIGTERM');
    },
  });
  expect(run).toMatchObject({ code: 0 });
  expect(answered).toBe(true);
  expect(run.out).toMatch(/已启动　企业微信智能机器人（私有部署）：/);
  expect(run.out).toMatch(/未启动　企业微信自建应用：还缺 WECOM_CORP_ID/);
  expect(await ready).toMatchObject({
    checks: expect.arrayContaining([expect.objectContaining({ name: 'wecom', ok: true })]),
  });
  expect(gateway.room('somebody').texts()[0]).toMatch(/我还不认识您/);
  // Nothing of what was said stands in the log.
  expect(run.err).not.toMatch(/你好|somebody|secret/);
  await gateway.close();
});
