import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WebApp } from '../channels/web/create-web-app.ts';
import type { Readiness } from '../channels/web/web-parts.ts';
import type { Config, Login } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import type { BookStanding } from '../ports/client-book.ts';
import type { PlaybookIndex } from '../ports/playbook-index.ts';
import type { ServiceTelemetry } from '../ports/service-telemetry.ts';
import type { ChatPlatform } from './channels.ts';
import { businessDate, businessDay, clockOf, localMoment } from './clock.ts';
import { modelStanding, openTalk } from './model.ts';
import { databaseFile, type State } from './state.ts';

/** What stands beside the page in the same process. */
interface Beside {
  readonly telemetry: ServiceTelemetry;
  readonly platforms: readonly ChatPlatform[];
}

function readinessOf(
  config: Config,
  state: State,
  index: PlaybookIndex,
  platforms: readonly ChatPlatform[],
) {
  return async (): Promise<readonly Readiness[]> => {
    // SQLite goes on writing into a file that somebody has deleted; only a look at the folder tells.
    const stands = config.databaseUrl !== null || existsSync(databaseFile(config));
    const answers = stands && (await state.library.has('', '').catch(() => null)) !== null;
    const detail = answers ? '可以读写。' : '数据库不见了或读不出来，请管理员检查数据目录。';
    const cards = index.cards().length;
    return [
      { name: 'database', ok: answers, detail },
      { name: 'index', ok: cards > 0, detail: `${cards} 张卡片。` },
      ...platforms.map(({ name, standing }) => ({ name, ...standing() })),
    ];
  };
}

const loopback = /^(127\.|localhost$|::1$|\[::1\]$)/;

/** How people sign in where the settings leave it open: by choice among demo people only. */
function loginFor({ login, host }: Config, { origin }: BookStanding): Login {
  const chosen = login ?? (origin === 'bank' ? 'link' : 'demo');
  if (chosen !== 'demo') return chosen;
  const advice = '请设 GUICHAO_LOGIN=link 或 proxy。';
  if (origin === 'bank') {
    throw new GuichaoError('settings', `账簿里是真实客户，不能用 demo 登录。${advice}`);
  }
  if (!loopback.test(host)) {
    const why = 'GUICHAO_HOST：demo 登录谁都能选，只能监听本机；要让别人访问，';
    throw new GuichaoError('settings', `${why}${advice}`);
  }
  return chosen;
}

const pageDirectory = join(import.meta.dirname, '..', '..', 'dist', 'page');

/** The web channel over opened parts; null `page` when it has not been built. */
export async function openWeb(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
  { telemetry, platforms }: Beside,
): Promise<{ web: WebApp; pageIsBuilt: boolean; login: Login }> {
  const [{ createWebApp }, { loadPageFiles }, { takeTurn }] = await Promise.all([
    import('../channels/web/create-web-app.ts'),
    import('../channels/web/page-files.ts'),
    import('../journeys/conversation/take-turn.ts'),
  ]);
  const { proxy, publicUrl } = config;
  const standing = await state.book.standing();
  const login = loginFor(config, standing);
  const demo = standing.origin !== 'bank';
  const { conversations } = state;
  const { index } = knowledge;
  const page = loadPageFiles(pageDirectory);
  const [talk, { on }] = await Promise.all([openTalk(config, state), modelStanding(config)]);
  const mode = on ? 'model' : 'offline';
  const { waitingForMe } = await import('../journeys/outreach/waiting-for-me.ts');
  const { openBoard } = await import('./board.ts');
  const now = () => localMoment(config, clockOf(config));
  const web = createWebApp({
    ...state,
    board: openBoard(state, () => clockOf(config).now()),
    desk: (employeeId) => waitingForMe(employeeId, { ...state, now }),
    settings: { login, proxy, publicUrl, bank: config.bankName, demo, mode },
    index,
    take: (turn, watch) => {
      // The service lives longer than a day.
      const parts = { ...knowledge, today: businessDate(config), conversations, ...talk };
      return takeTurn(turn, parts, watch);
    },
    clock: clockOf(config),
    today: () => businessDay(config),
    telemetry,
    readiness: readinessOf(config, state, index, platforms),
    platformRequests: platforms.flatMap(({ requests }) => requests ?? []),
    page,
  });
  return { web, pageIsBuilt: page !== null, login };
}
