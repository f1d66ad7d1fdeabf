import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen } from '../../src/channels/web/listen.ts';
import { loadPageFiles } from '../../src/channels/web/page-files.ts';
import { takeTurn } from '../../src/journeys/conversation/take-turn.ts';
import { waitingForMe } from '../../src/journeys/outreach/waiting-for-me.ts';
import { BookEmployeeDirectory } from '../../src/store/book/book-employee-directory.ts';
import { type OpenDrafting, openBankDrafting } from '../fixtures/drafting.ts';
import { outreachBook } from '../fixtures/outreach-book.ts';
import { outreachTalk } from '../fixtures/outreach-talk.ts';
import { shipped } from '../fixtures/shipped-index.ts';
import { openTestWeb } from '../fixtures/web.ts';
import { launchBrowser, type OpenPage, openPage, signIn } from './open-page.ts';

/** The narrowest phone that people still use. */
const narrow = { width: 375, height: 720 };

let browser: Browser;
let drafting: OpenDrafting;
let service: { address: string; stop(): Promise<void> };
let opened: OpenPage;

async function startService() {
  drafting = await openBankDrafting(outreachBook());
  const { tasks } = outreachTalk(drafting);
  const page = loadPageFiles(join(import.meta.dirname, '..', '..', 'dist', 'page'));
  const web = await openTestWeb({
    page,
    around: (_take, conversations) => (turn, watch) =>
      takeTurn(turn, { ...shipped, conversations, tasks }, watch),
    parts: {
      employees: new BookEmployeeDirectory(drafting.book, () => drafting.clock.now().day),
      desk: (employeeId) => waitingForMe(employeeId, drafting.parts),
    },
  });
  const listening = await listen(web, '127.0.0.1', 0);
  const stop = async () => {
    await listening.stop();
    await web.close();
    await drafting.close();
  };
  return { address: listening.address, stop };
}

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startService()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});
afterEach(async () => {
  const { complaints } = opened;
  await opened.context.close();
  expect(complaints).toEqual([]);
});

const answers = (page: Page) => page.getByRole('article', { name: '归巢的回答' });

/** A phone in somebody's hand; every tap is counted. */
async function phoneOf(name: string) {
  opened = await openPage(browser, { size: 'phone', colours: 'light' });
  const { page } = opened;
  await page.setViewportSize(narrow);
  await signIn(page, service.address, name);
  let taps = 0;
  const tap = async (label: string | RegExp) => {
    const before = await answers(page).count();
    const last = page.getByRole('button', {
      name: label,
      ...(typeof label === 'string' && { exact: true }),
    });
    await last.last().tap();
    taps++;
    await answers(page).nth(before).waitFor();
  };
  const write = (text: string) => page.getByRole('textbox', { name: '您的问题' }).fill(text);
  return { page, tap, write, taps: () => taps };
}

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(narrow.width);
}

test('from the request to the recorded sending it takes three taps, and each button is in sight', async () => {
  const { page, tap, write, taps } = await phoneOf('李敏');
  await write('给王建国写条定存到期的微信');
  await tap('发送');
  await expectNoSidewaysScrolling(page);
  const text = await answers(page).last().locator('blockquote').first().innerText();
  const approve = page.getByRole('button', { name: '采用并复制' });
  const box = await approve.boundingBox();
  const composer = await page.locator('.composer').boundingBox();
  expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThanOrEqual(composer?.y ?? 0);
  await tap('采用并复制');
  await page.getByText('文字已复制').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  await tap('已发送');
  await expectNoSidewaysScrolling(page);
  expect(taps()).toBe(3);
  const card = await (await drafting.parts.book.for({ employeeId: 'M1' })).card('C1');
  expect(card?.contacts[0]).toMatchObject({ channel: 'wechat', result: '已发送：到期提醒' });
});

test('a draft is changed where one types: the words are put there', async () => {
  const { page, tap, write } = await phoneOf('李敏');
  await write('给陈丽写条问候微信');
  await tap('发送');
  await page.getByRole('button', { name: '改一改' }).tap();
  const field = page.getByRole('textbox', { name: '您的问题' });
  const prepared = await field.inputValue();
  expect(prepared).toMatch(/^改成：陈女士您好/);
  await field.fill(`${prepared}祝您安好。`);
  await tap('发送');
  expect(await answers(page).last().locator('blockquote').first().innerText()).toMatch(
    /祝您安好。$/,
  );
});

test('messages for the platform come as a file', async () => {
  const { page, tap, write } = await phoneOf('李敏');
  await write('给王建国写条定存到期的短信');
  await tap('发送');
  await tap('采用');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出给短信平台' }).tap(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sms-[0-9a-f]{8}\.csv$/);
});

test('what waits for the supervisor stands above the field, and the answer comes back to the manager', async () => {
  const manager = await phoneOf('李敏');
  await manager.write('给何桂兰写条投诉回访的微信');
  await manager.tap('发送');
  await manager.tap('送主管审');
  await opened.context.close();
  const supervisor = await phoneOf('周敏');
  await supervisor.tap('待我审批 1');
  await expectNoSidewaysScrolling(supervisor.page);
  await supervisor.tap('同意');
  await supervisor.page.getByRole('button', { name: /^待我审批/ }).waitFor({ state: 'hidden' });
  await opened.context.close();
  const back = await phoneOf('李敏');
  await back.tap('主管审过 1');
  await back.page.getByText('主管已同意，待发送').waitFor();
});
