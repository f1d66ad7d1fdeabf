import type { ChannelLog } from '../../ports/channel-log.ts';

// The SDK's own lines, by how they begin. It also prints whole frames, at debug and where it can't
// read one; what is not in this list is not logged at all.
const known: readonly (readonly [RegExp, string])[] = [
  [/^WebSocket connection closed/, 'wecom connection closed'],
  [/^WebSocket error/, 'wecom connection error'],
  [/^Authentication failed/, 'wecom refused bot id or secret'],
  [/^No heartbeat ack/, 'wecom heartbeat lost'],
  [/^Connection lost, reconnecting/, 'wecom reconnecting'],
  [/^Reply ack timeout/, 'wecom acknowledgement missing'],
  [/^Reply ack error/, 'wecom refused a message'],
  [/^Received unknown frame/, 'wecom frame of unknown kind'],
  [/^Received invalid message format/, 'wecom malformed frame'],
  [/^Failed to parse WebSocket message/, 'wecom frame that is not JSON'],
];

/** A logger for the SDK that lets through what happened and nothing that was said. */
export function quietSdkLogger(log: ChannelLog) {
  const pass = (message: string): void => {
    const found = known.find(([start]) => start.test(message));
    const errcode = /errcode=(\d+)/.exec(message)?.[1];
    if (found) log.note(found[1], errcode === undefined ? {} : { errcode: Number(errcode) });
  };
  return { debug: () => {}, info: pass, warn: pass, error: pass };
}
