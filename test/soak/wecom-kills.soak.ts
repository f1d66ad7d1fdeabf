import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TemplateCard } from '@wecom/aibot-node-sdk';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CardPlace } from '../../src/channels/wecom/show-answer.ts';
import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import { openChatService } from '../fixtures/chat-service.ts';
import { type SpawnedService, spawnService, wecomSettings } from '../fixtures/spawned-service.ts';
import { withWecomUsers, wx } from '../fixtures/wecom.ts';

/** Four times as many kills in all; each part takes two minutes. */
const killsInPart = 25;
/** From sending an answer to noting that it is finished; the machine may be busy. */
const windowMs = 3000;
const people = ['1024', '1025', '1026'].map(wx);
const questions = [
  '客户老说要考虑考虑',
  '客户嫌利率低怎么回',
  '客户说要货比三家',
  '什么是二八法则',
];

interface Press {
  readonly user: string;
  readonly taskId: string;
  readonly key: string;
}

const draws = (card: TemplateCard, key: string): boolean =>
  (card.button_list ?? []).some((button) => button.key === key);

/** Everything that was done to the service, and what is to be seen of it. */
class Story {
  readonly gateway: WecomGateway;
  readonly #dataDirectory: string;
  /** Event keys by the mark that the echo of a voice message carries into its answer. */
  readonly asked = new Map<string, string>();
  readonly pressed = new Map<string, Press>();
  readonly killedAt: number[] = [];

  constructor(gateway: WecomGateway, dataDirectory: string) {
    this.gateway = gateway;
    this.#dataDirectory = dataDirectory;
  }

  say(): void {
    const mark = `第${this.asked.size + 1}问`;
    const user = people[this.asked.size % people.length] ?? '';
    const content = `${questions[this.asked.size % questions.length]}（${mark}）`;
    const body = { msgtype: 'voice', voice: { content } };
    this.asked.set(mark, this.gateway.say(user, '', { body }));
  }

  /** 看原文 on a card that nobody has pressed yet; false: there is none. */
  press(): boolean {
    for (const user of people) {
      for (const { task_id: taskId = '', button_list: buttons = [] } of this.#cardsOf(user)) {
        const before = [...this.pressed.values()].some((one) => one.taskId === taskId);
        const source = buttons.find(({ text }) => text === '看原文');
        if (before || source === undefined) continue;
        const key = this.gateway.press(user, taskId, source.key);
        this.pressed.set(key, { user, taskId, key: source.key });
        return true;
      }
    }
    return false;
  }

  #cardsOf(user: string): TemplateCard[] {
    return this.gateway.room(user).cards();
  }

  answers(mark: string) {
    return people.flatMap((user) =>
      this.gateway.room(user).read.filter(({ text }) => text.includes(`（${mark}）”`)),
    );
  }

  /** Sources that were opened in somebody's chat. */
  sources(user: string): number {
    return this.gateway.room(user).read.filter(({ text }) => text.startsWith('**[')).length;
  }

  inDatabase<T>(read: (database: Database.Database) => T): T {
    const database = new Database(join(this.#dataDirectory, 'guichao.db'), { readonly: true });
    try {
      return read(database);
    } finally {
      database.close();
    }
  }

  /** What the processes had taken, by the key of the event; true: worked on to the end. */
  taken(): Map<string, boolean> {
    const rows = this.inDatabase((database) =>
      database.prepare('SELECT key, finished_at FROM inbound_events').all(),
    ) as { key: string; finished_at: string | null }[];
    return new Map(rows.map(({ key, finished_at: at }) => [key, at !== null]));
  }

  /** Whether the kept card can still be pressed there. */
  offers({ taskId, key }: Press): boolean {
    const row = this.inDatabase((database) =>
      database.prepare('SELECT place FROM sent_cards WHERE id = ?').get(taskId),
    ) as { place: string };
    return draws((JSON.parse(row.place) as CardPlace).template, key);
  }

  async start(): Promise<SpawnedService> {
    // What a standby waits for is measured elsewhere; here it would take all the time.
    const database = new Database(join(this.#dataDirectory, 'guichao.db'));
    database.exec('DELETE FROM leases');
    database.close();
    const service = spawnService(this.#dataDirectory, wecomSettings(this.gateway));
    await this.gateway.until(() => this.gateway.held, 60_000);
    return service;
  }

  async liveAndDie(): Promise<void> {
    const { child, gone } = await this.start();
    const end = Date.now() + Math.random() * 1500;
    for (let nth = 0; nth < 3; nth++) {
      if (Math.random() < 0.7 || !this.press()) this.say();
      await pause(Math.random() * Math.max(0, end - Date.now()));
    }
    child.kill('SIGKILL');
    this.killedAt.push(Date.now());
    await gone;
    await this.gateway.until(() => !this.gateway.held);
  }
}

test.each([1, 2, 3, 4])(
  'part %i: killed at random moments, nothing that was taken is lost',
  async (part) => {
    const service = await openChatService({ managers: withWecomUsers });
    const { dataDirectory } = service.config;
    await service.state.close();
    const story = new Story(await WecomGateway.open(), dataDirectory);
    for (let kill = 0; kill < killsInPart; kill++) await story.liveAndDie();

    const last = await story.start();
    await story.gateway.until(() => [...story.taken().values()].every(Boolean), 300_000);
    const keys = story.taken();
    const taken = [...story.asked].filter(([, key]) => keys.has(key)).map(([mark]) => mark);
    const lost = taken.filter((mark) => story.answers(mark).length === 0);
    const doubled = taken.filter((mark) => story.answers(mark).length > 1);
    const outside = doubled.filter((mark) => {
      const [first] = story.answers(mark);
      return !story.killedAt.some((at) => first && at >= first.at && at - first.at < windowMs);
    });
    const presses = [...story.pressed].filter(([key]) => keys.has(key)).map(([, press]) => press);
    const unopened = people.filter(
      (user) => story.sources(user) < presses.filter((one) => one.user === user).length,
    );
    const stillOffered = presses.filter((press) => story.offers(press));
    // Whatever the platform still shows, a second press does nothing but show the card right.
    const [again] = presses;
    if (again) {
      const before = story.sources(again.user);
      const key = story.gateway.press(again.user, again.taskId, again.key);
      await story.gateway.until(() => story.taken().get(key) === true);
      expect(story.sources(again.user)).toBe(before);
      const card = story.gateway
        .room(again.user)
        .cards()
        .find(({ task_id: id }) => id === again.taskId);
      expect(card && draws(card, again.key)).toBe(false);
    }
    last.child.kill('SIGTERM');
    await last.gone;
    await story.gateway.close();
    process.stdout.write(
      `part ${part}: ${killsInPart} kills, ${story.asked.size} asked, ${taken.length} taken, ` +
        `${doubled.length} answered twice, ${lost.length} lost; ${presses.length} presses taken, ` +
        `${stillOffered.length} cards wrong\n`,
    );
    expect(taken.length).toBeGreaterThan(killsInPart);
    expect({ lost, outside, unopened, stillOffered }).toEqual({
      lost: [],
      outside: [],
      unopened: [],
      stillOffered: [],
    });
  },
  900_000,
);
