import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const sizes = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

export interface Look {
  readonly size: keyof typeof sizes;
  readonly colours: 'light' | 'dark';
}

const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium; as root it runs without its own sandbox. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = executables.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error('There is no Chromium: bash scripts/install-browser.sh.');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the console complained about, without the answer to “am I signed in?”. */
  readonly complaints: string[];
}

export async function openPage(browser: Browser, { size, colours }: Look): Promise<OpenPage> {
  const phone = size === 'phone';
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme: colours,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const expected = /status of 401|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/;
    if (message.type() === 'error' && !expected.test(message.text()))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

export async function signIn(page: Page, address: string, name = '李敏'): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name }).click();
  await page.getByRole('textbox', { name: '您的问题' }).waitFor();
}

/** Types a question and waits for as many answers as there are questions then. */
export async function ask(page: Page, text: string): Promise<void> {
  const answers = page.getByRole('article', { name: '归巢的回答' });
  const before = await answers.count();
  await page.getByRole('textbox', { name: '您的问题' }).fill(text);
  await page.keyboard.press('Enter');
  await answers.nth(before).waitFor();
}
