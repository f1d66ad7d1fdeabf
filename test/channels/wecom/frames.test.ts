import { expect, test } from 'vitest';
import { hear } from '../../../src/channels/wecom/heard.ts';
import { quietSdkLogger } from '../../../src/channels/wecom/quiet-sdk-logger.ts';
import { readFrame } from '../../../src/channels/wecom/read-frame.ts';
import { outcomeOf } from '../../../src/channels/wecom/sent.ts';
import { recordedFrames } from '../../fixtures/wecom-frames.ts';

test.each(recordedFrames)('a frame is read: $name', ({ frame, means }) => {
  expect(readFrame(frame)).toEqual(means);
  expect(readFrame(JSON.parse(JSON.stringify(frame)))).toEqual(means);
});

test('calling the bot by its name is not part of the question', () => {
  const heard = (text: string) => hear({ kind: 'text', text, images: 0 }, null, true).text;
  expect(heard('@归巢 利率低怎么回')).toBe('利率低怎么回');
  expect(heard('@归巢\u2005@李敏 利率低怎么回 @归巢')).toBe('利率低怎么回');
  expect(heard('发到 a@bank.example 行不行')).toBe('发到 a@bank.example 行不行');
  expect(heard('@归巢')).toBe('你能做什么');
  expect(hear({ kind: 'text', text: '@归巢 好', images: 0 }, null, false).text).toBe('@归巢 好');
});

test('of the lines of the SDK nothing gets through that quotes a frame', () => {
  const lines: string[] = [];
  const note = (event: string, facts: object = {}) =>
    lines.push(`${event} ${JSON.stringify(facts)}`);
  const logger = quietSdkLogger({ note, alarm: note, failed: () => {} });
  const body = '{"text":{"content":"王建国的余额"}}';
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    logger[level](`[server -> plugin] cmd=x, reqId=y, body=${body}`);
    logger[level](`Received unknown frame (ignored): ${body}`);
    logger[level](`Reply ack error: reqId=abc, errcode=846608, errmsg=${body}`);
  }
  expect(lines.join('\n')).not.toMatch(/王建国|abc/);
  expect(lines).toContain('wecom refused a message {"errcode":846608}');
});

test('what the SDK rejects with is told apart', () => {
  expect(outcomeOf({ headers: {}, errcode: 846605, errmsg: 'x' })).toEqual({
    kind: 'refused',
    errcode: 846605,
  });
  expect(outcomeOf(new Error('Reply ack timeout (5000ms) for reqId: x'))).toEqual({
    kind: 'unacked',
  });
  expect(outcomeOf(new Error('WebSocket not connected, unable to send data'))).toEqual({
    kind: 'down',
  });
  expect(outcomeOf('whatever')).toEqual({ kind: 'unacked' });
});
