import type { Receipt } from '../../ports/delivery-channel.ts';

/** The access token is not, or no longer, good: fetch another one and try once more. */
export const staleToken: ReadonlySet<number> = new Set([40001, 40014, 41001, 42001]);

const throttled: ReadonlySet<number> = new Set([45009, 45033]);
const busy = -1;
const waitMs = 60_000;

/** What an error code means and what to do; shown to operators. Source: 90313 全局错误码. */
const meanings: Readonly<Record<number, string>> = {
  40001: 'WECOM_AGENT_SECRET 不对，请到管理后台的应用详情里核对',
  40013: 'WECOM_CORP_ID 不对，请到管理后台“我的企业”里核对',
  40056: 'WECOM_AGENT_ID 不对，请到管理后台的应用详情里核对',
  48002: '应用没有发消息的接口权限，请到管理后台开通',
  60011: '应用的可见范围里没有这位员工，请在管理后台加上',
  60020:
    '服务器的出口 IP 不在应用的“企业可信IP”里，请到管理后台“应用管理→应用→企业可信IP”加上（要先设可信域名或接收消息地址）',
  81013: '应用的可见范围里没有这位员工，请在管理后台加上',
  301002:
    '应用没有权限用这个 AgentId 发消息，请核对 WECOM_AGENT_ID 和 WECOM_AGENT_SECRET 是不是同一个应用的',
};

function meaningOf(errcode: number): string {
  return meanings[errcode] ?? `企业微信应用消息被拒收，错误码 ${errcode}`;
}

/** What a refusal means for a message. */
export function receiptOfError(errcode: number): Receipt {
  if (throttled.has(errcode)) return { kind: 'later', afterMs: waitMs, why: '企业微信应用限频' };
  if (errcode === busy) return { kind: 'later', afterMs: null, why: '企业微信系统繁忙' };
  return { kind: 'impossible', why: meaningOf(errcode) };
}
