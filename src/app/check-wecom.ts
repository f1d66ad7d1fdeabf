import type { Config } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { readCertificate } from './read-certificate.ts';
import type { State } from './state.ts';
import { openAppClient } from './wecom-parts.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const mostShown = 50;

/** Connecting would take the connection from the service that runs; its own /readyz says how it stands. */
function checkBot({ wecom }: Config): Check[] {
  if (wecom === null) return [];
  const name = '企业微信机器人';
  const { wsUrl } = wecom;
  const where = wsUrl === null ? '公有云' : `私有部署 ${wsUrl}`;
  return [{ name, ok: true, detail: `已配置（${where}）；连没连上，看运行中的服务的 /readyz` }];
}

/** The bot may write to nobody who has not opened it. */
async function checkOpened(config: Config, { employees, openedChats }: State): Promise<Check[]> {
  if (config.wecom === null) return [];
  const absent: string[] = [];
  let known = 0;
  for (const { employeeId } of await employees.all()) {
    const wecomUserId = (await employees.identities(employeeId))?.wecomUserId ?? null;
    if (wecomUserId === null) continue;
    known++;
    if (!(await openedChats.has('wecom', wecomUserId))) absent.push(employeeId);
  }
  const name = '企业微信开通';
  if (known === 0) {
    const advice = '员工名单 managers.csv 里没有 wecom_userid，谁都用不了机器人；请补上后重新导入';
    return [{ name, ok: false, detail: advice }];
  }
  const shown = absent.slice(0, mostShown).join('、');
  const more = absent.length > mostShown ? `等 ${absent.length} 人` : '';
  const waiting = absent.length === 0 ? '都打开过机器人' : `还没打开过的：${shown}${more}`;
  return [{ name, ok: true, detail: `名单里 ${known} 人，${waiting}` }];
}

async function checkApp(config: Config): Promise<Check[]> {
  const { wecomApp } = config;
  if (wecomApp === null) return [];
  const name = '企业微信自建应用';
  const fault = await (await openAppClient(config, wecomApp)).fault();
  if (fault === null) return [{ name, ok: true, detail: '凭证有效；发一条消息才能验证可信IP' }];
  return [{ name, ok: false, detail: 'why' in fault ? fault.why : '连不上' }];
}

/** What of WeCom can be checked without disturbing a running service. */
export async function checkWecom(config: Config, state: State): Promise<readonly Check[]> {
  const opened = await checkOpened(config, state);
  try {
    readCertificate(config.wecom?.caFile ?? null);
  } catch (error) {
    if (!(error instanceof GuichaoError)) throw error;
    return [{ name: '企业微信证书', ok: false, detail: error.message }, ...opened];
  }
  return [...checkBot(config), ...opened, ...(await checkApp(config))];
}
