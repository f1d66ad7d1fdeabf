// `npm run screenshots`: the pictures that the README shows, taken of the real page.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask, launchBrowser, openPage, signIn } from '../test/browser/open-page.ts';
import { startPageService } from '../test/browser/page-service.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'images');
const objection = '客户说别的行利率更高，要转走，怎么说';

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
for (const colours of ['light', 'dark'] as const) {
  for (const size of ['desktop', 'phone'] as const) {
    const service = await startPageService();
    const { context, page } = await openPage(browser, { size, colours });
    const shoot = (name: string) =>
      page.screenshot({ path: join(folder, `${size}-${colours}-${name}.png`) });
    await signIn(page, service.address);
    await shoot('welcome');
    await ask(page, '三个月没动账的客户怎么跟');
    await ask(page, '获取新客户的成本是维护老客户的几倍');
    await page.goto(service.address);
    await ask(page, objection);
    await page.getByText('接着可以问').waitFor();
    await page.waitForTimeout(200);
    await shoot('answer');
    await page.locator('.mark').first().click();
    await page.getByRole('dialog').locator('mark').waitFor();
    await page.waitForTimeout(200);
    await shoot('source');
    await context.close();
    await service.stop();
  }
}
await browser.close();
