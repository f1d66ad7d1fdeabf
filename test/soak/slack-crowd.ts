import { type Call, SlackWorkspace } from '../fakes/slack-workspace.ts';
import { slackSettings, spawnService } from '../fixtures/spawned-service.ts';
import { people, prepareBank, questions, type Round } from './crowd.ts';

/** As far away as Slack is from a bank in China at best. */
const latencyMs = 80;

const slackUser = (employeeId: string): string => `U${employeeId}`;

const isSign = ({ method, fields }: Call): boolean =>
  method === 'chat.startStream' ||
  (method === 'assistant.threads.setStatus' && fields.status !== '');
const isAnswer = ({ method }: Call): boolean =>
  method === 'chat.postMessage' || method === 'chat.stopStream';

const timesOf = (
  calls: readonly Call[],
  is: (call: Call) => boolean,
  askers: readonly string[],
  at: number,
): number[] => {
  const first = new Map<unknown, number>();
  for (const call of calls) {
    const channel = call.fields.channel ?? call.fields.channel_id;
    // Seen by a person when Slack has it.
    if (is(call) && !first.has(channel)) first.set(channel, call.atMs - at);
  }
  return askers.map((user) => first.get(`D${user}`) ?? Number.NaN);
};

/** A hundred people write to the app in direct messages at once, question after question. */
export async function crowdInSlack(): Promise<Round[]> {
  const { dataDirectory, staff } = await prepareBank(({ manager_id: id = '' }) => ({
    slack_user_id: slackUser(id),
  }));
  const askers = staff.map(slackUser);
  const workspace = await SlackWorkspace.open();
  for (const id of askers) workspace.users.set(id, { id });
  workspace.latencyMs = latencyMs;
  const { child, gone } = spawnService(dataDirectory, slackSettings(workspace));
  await workspace.until(() => workspace.connected);
  const rounds: Round[] = [];
  for (const question of questions) {
    const calls = workspace.calls.length;
    const at = performance.now();
    for (const user of askers) {
      const own = { channel: `D${user}`, channel_type: 'im', user, ts: workspace.nextTs() };
      const event = { type: 'message', text: question, team: 'T1', ...own };
      workspace.deliver('events_api', workspace.event(event));
    }
    const answered = () => workspace.calls.slice(calls).filter(isAnswer).length;
    await workspace.until(() => answered() >= people);
    const since = workspace.calls.slice(calls);
    const first = timesOf(since, isSign, askers, at);
    rounds.push({ question, first, answered: timesOf(since, isAnswer, askers, at) });
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  child.kill('SIGTERM');
  await gone;
  await workspace.close();
  return rounds;
}
