import { pino } from 'pino';
import type { ChannelLog } from '../ports/channel-log.ts';
import { type LogLevel, traceOf } from './create-telemetry.ts';

/** JSON lines on standard error about a chat channel. */
export function createChannelLog(level: LogLevel): ChannelLog {
  const log = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  return {
    note: (event, facts = {}) => log.info(facts, event),
    alarm: (event, facts = {}) => log.error(facts, event),
    failed: (event, error) => log.error({ error: traceOf(error) }, event),
  };
}
