import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type Posted, SlackWorkspace } from '../fakes/slack-workspace.ts';
import { openChatService } from '../fixtures/chat-service.ts';
import { elementsOf } from '../fixtures/slack-gestures.ts';
import { type SpawnedService, slackSettings, spawnService } from '../fixtures/spawned-service.ts';

/** Four times as many kills in all; each part takes two minutes. */
const killsInPart = 25;
const people = ['1024', '1025', '1026'];
const questions = ['客户老说要考虑考虑', '客户嫌利率低怎么回', '什么是二八法则', '今天有什么预警'];
/** The morning of a workday: digests and alerts go out in between. */
const morning = Date.parse('2026-11-24T08:00:00+08:00');
const minutesALife = 4;

const slackUser = (employeeId: string): string => `U${employeeId}`;

interface Event {
  readonly root: string;
  readonly channel: string;
  readonly type: 'events_api' | 'interactive';
  readonly payload: Readonly<Record<string, unknown>>;
  readonly envelopes: string[];
}

/** Everything that was done to the service, and what is to be seen of it. */
class Story {
  readonly workspace: SlackWorkspace;
  readonly #dataDirectory: string;
  readonly events: Event[] = [];
  #lives = 0;

  constructor(workspace: SlackWorkspace, dataDirectory: string) {
    this.workspace = workspace;
    this.#dataDirectory = dataDirectory;
    for (const id of people) workspace.users.set(slackUser(id), { id: slackUser(id) });
  }

  ask(): void {
    const { workspace, events } = this;
    const user = slackUser(people[events.length % people.length] ?? '');
    const own = { channel: `D${user}`, channel_type: 'im', user, ts: workspace.nextTs() };
    const text = questions[events.length % questions.length];
    const payload = workspace.event({ type: 'message', team: 'T1', text, ...own });
    this.#send({ root: own.ts, channel: own.channel, type: 'events_api', payload, envelopes: [] });
  }

  /** Asks on from an answer, by its first button; false: no answer has one that was not pressed. */
  press(): boolean {
    const pressed = new Set(
      this.events.filter(({ type }) => type === 'interactive').map(({ root }) => root),
    );
    for (const message of this.workspace.messages) {
      const { thread, channel, ts, blocks } = message;
      if (thread === null || pressed.has(thread) || message.streaming) continue;
      const button = elementsOf(blocks).find(({ text }) => text?.text === '他还是不同意');
      if (!button) continue;
      const payload = {
        type: 'block_actions',
        user: { id: channel.slice(1), team_id: 'T1' },
        team: { id: 'T1' },
        api_app_id: 'A1',
        trigger_id: this.workspace.nextId('trigger'),
        container: { type: 'message', message_ts: ts },
        channel: { id: channel },
        message: { ts, thread_ts: thread },
        actions: [{ block_id: 'b', action_ts: ts, ...button }],
      };
      this.#send({ root: thread, channel, type: 'interactive', payload, envelopes: [] });
      return true;
    }
    return false;
  }

  #send(event: Event): void {
    this.events.push(event);
    this.#deliver(event);
  }

  #deliver({ type, payload, envelopes }: Event): void {
    envelopes.push(this.workspace.deliver(type, payload));
  }

  isAcknowledged({ envelopes }: Event): boolean {
    return envelopes.some((envelope) => this.workspace.acks.has(envelope));
  }

  async start(): Promise<SpawnedService> {
    const now = new Date(morning + this.#lives++ * minutesALife * 60_000).toISOString();
    const settings = { ...slackSettings(this.workspace), GUICHAO_NOW: now };
    const service = spawnService(this.#dataDirectory, settings);
    await this.workspace.until(() => this.workspace.connected);
    // Slack delivers again what nobody has acknowledged, and once in a while what somebody has.
    for (const event of this.events) {
      if (!this.isAcknowledged(event) || Math.random() < 0.05) this.#deliver(event);
    }
    return service;
  }

  async liveAndDie(): Promise<void> {
    const { child, gone } = await this.start();
    const end = Date.now() + Math.random() * 1500;
    for (let nth = 0; nth < 3; nth++) {
      if (Math.random() < 0.7 || !this.press()) this.ask();
      await pause(Math.random() * Math.max(0, end - Date.now()));
    }
    child.kill('SIGKILL');
    await gone;
    await this.workspace.until(() => !this.workspace.connected);
  }

  count(query: string): number {
    const database = new Database(join(this.#dataDirectory, 'guichao.db'), { readonly: true });
    try {
      return database.prepare(query).pluck().get() as number;
    } finally {
      database.close();
    }
  }

  async untilDone(): Promise<void> {
    const open = 'SELECT count(*) FROM inbound_events WHERE finished_at IS NULL';
    const due = "SELECT count(*) FROM outbox WHERE state = 'waiting' AND attempts > 0";
    while (this.count(open) + this.count(due) > 0) await pause(500);
  }

  /** What stands in the thread of a question; a message of steps alone is no answer. */
  answers({ root, channel }: Event): Posted[] {
    return this.workspace.answersIn(channel, root).filter(({ streaming }) => !streaming);
  }

  /** How often each message that nobody asked for stands there. */
  deliveries(): number[] {
    const unasked = this.workspace.messages.filter(({ thread }) => thread === null);
    const byId = Map.groupBy(unasked, ({ metadata }) => JSON.stringify(metadata));
    return [...byId.values()].map(({ length }) => length);
  }
}

test.each([1, 2, 3, 4])(
  'part %i: killed at random moments, nothing acknowledged is lost or doubled',
  async (part) => {
    const service = await openChatService({
      managers: ({ manager_id: id = '' }) => ({
        slack_user_id: people.includes(id) ? slackUser(id) : '',
      }),
    });
    const { dataDirectory } = service.config;
    await service.state.close();
    const story = new Story(await SlackWorkspace.open(), dataDirectory);
    for (let kill = 0; kill < killsInPart; kill++) await story.liveAndDie();

    const last = await story.start();
    await story.workspace.until(() => story.events.every((event) => story.isAcknowledged(event)));
    await story.untilDone();
    const questions = story.events.filter(({ type }) => type === 'events_api');
    const expected = ({ root }: Event) => story.events.filter((one) => one.root === root).length;
    const lost = questions.filter((one) => story.answers(one).length < expected(one));
    const doubled = questions.filter((one) => story.answers(one).length > expected(one));
    const told = story.deliveries();
    const steps = story.workspace.messages.filter(({ streaming }) => streaming).length;
    last.child.kill('SIGTERM');
    await last.gone;
    await story.workspace.close();
    process.stdout.write(
      `part ${part}: ${killsInPart} kills, ${questions.length} asked, ` +
        `${story.events.length - questions.length} pressed, ${lost.length} lost, ` +
        `${doubled.length} doubled; ${told.length} told unasked, ` +
        `${told.filter((count) => count > 1).length} of them twice; ${steps} left with steps alone\n`,
    );
    expect(story.workspace.refused).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    expect({ lost: lost.length, doubled: doubled.length }).toEqual({ lost: 0, doubled: 0 });
    expect(told.filter((count) => count > 1)).toEqual([]);
  },
  900_000,
);
