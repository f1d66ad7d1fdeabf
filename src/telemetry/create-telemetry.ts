import { pino } from 'pino';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ServiceTelemetry } from '../ports/service-telemetry.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

const secondBuckets = [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

function instruments(register: Registry) {
  const registers = [register];
  return {
    requests: new Counter({
      name: 'guichao_http_requests_total',
      help: 'HTTP requests by route, method and status',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'guichao_http_request_seconds',
      help: 'Time until the response began',
      labelNames: ['route'],
      buckets: secondBuckets,
      registers,
    }),
    turns: new Counter({
      name: 'guichao_turns_total',
      help: 'Conversation turns by kind of answer',
      labelNames: ['outcome'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'guichao_turn_seconds',
      help: 'Time from a question to its stored answer',
      buckets: secondBuckets,
      registers,
    }),
    streams: new Gauge({ name: 'guichao_event_streams', help: 'Open event streams', registers }),
    feedback: new Counter({
      name: 'guichao_feedback_total',
      help: 'Opinions on answers',
      labelNames: ['helpful'],
      registers,
    }),
  };
}

/** An error as the log may have it: type, code and place, never its message, which may quote a client. */
export function traceOf(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, code, at: stack?.map((line) => line.trim()) };
}

/** JSON lines on standard error, and metrics to be scraped. */
export function createTelemetry(level: LogLevel): ServiceTelemetry {
  const log = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  const register = new Registry();
  collectDefaultMetrics({ register });
  const { requests, requestSeconds, turns, turnSeconds, streams, feedback } = instruments(register);
  return {
    requestDone({ id, method, route, status, elapsedMs }) {
      requests.inc({ route, method, status });
      requestSeconds.observe({ route }, elapsedMs / 1000);
      log.debug({ id, method, route, status, ms: Math.round(elapsedMs) }, 'request');
    },
    turnDone({ outcome, elapsedMs }) {
      turns.inc({ outcome });
      turnSeconds.observe(elapsedMs / 1000);
      log.info({ outcome, ms: Math.round(elapsedMs) }, 'turn');
    },
    streamsOpen: (count) => streams.set(count),
    feedbackGiven: (helpful) => feedback.inc({ helpful: String(helpful) }),
    failed: (id, error) => log.error({ id, error: traceOf(error) }, 'failed'),
    metrics: () => register.metrics(),
  };
}
