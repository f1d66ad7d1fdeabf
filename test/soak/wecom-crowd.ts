import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import { spawnService, wecomSettings } from '../fixtures/spawned-service.ts';
import { withWecomUsers, wx } from '../fixtures/wecom.ts';
import { prepareBank, questions, type Round } from './crowd.ts';

/** A hundred people write to the bot at once, question after question. */
export async function crowdInWecom(): Promise<Round[]> {
  const { dataDirectory, staff } = await prepareBank(withWecomUsers);
  const askers = staff.map(wx);
  const gateway = await WecomGateway.open();
  const { child, gone } = spawnService(dataDirectory, wecomSettings(gateway));
  await gateway.until(() => gateway.held, 60_000);
  const rounds: Round[] = [];
  for (const [round, question] of questions.entries()) {
    const before = askers.map((user) => gateway.room(user).read.length);
    const at = Date.now();
    for (const user of askers) gateway.say(user, question);
    const isAnswered = (user: string, nth: number) =>
      gateway.room(user).read.length > (before[nth] ?? 0);
    await gateway.until(() => askers.every(isAnswered), 120_000);
    const first = askers.map((user) => (gateway.room(user).begun[round] ?? Number.NaN) - at);
    const answered = askers.map(
      (user, nth) => (gateway.room(user).read[before[nth] ?? 0]?.at ?? Number.NaN) - at,
    );
    rounds.push({ question, first, answered });
    // What follows an answer (its buttons) is not part of the next question.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  child.kill('SIGTERM');
  await gone;
  await gateway.close();
  return rounds;
}
