import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { TranscriptTurn } from '../../ports/conversation-library.ts';
import type { ConversationFeed, FeedEvent } from './conversation-feed.ts';
import type { RunningTurns } from './running-turns.ts';
import { toWire } from './to-wire.ts';
import type { WebEnv, WebParts } from './web-parts.ts';

/** Proxies cut connections that are silent for 30 or 60 seconds. */
const pingEveryMs = 20_000;

/** Turns that a reader who has seen `seenTurnId` has missed; unfinished ones always are. */
function missed(turns: readonly TranscriptTurn[], seenTurnId: string | undefined) {
  const seen = turns.findIndex((turn) => turn.turnId === seenTurnId);
  return turns.filter((turn, at) => at > seen || turn.state === 'working');
}

function write(stream: SSEStreamingApi, { name, data }: FeedEvent): void {
  const finished = name === 'turn' && data.state !== 'working';
  const id = finished ? { id: data.turnId } : {};
  void stream.writeSSE({ event: name, data: JSON.stringify(data), ...id });
}

/** A conversation as it goes on: first what was missed, then every step and answer. */
export function eventRoutes(parts: WebParts, feed: ConversationFeed, running: RunningTurns) {
  const routes = new Hono<WebEnv>();

  routes.get('/conversations/:id/events', (c) => {
    const { employeeId } = c.get('employee');
    const id = c.req.param('id');
    const seen = c.req.header('last-event-id') ?? c.req.query('after');
    return streamSSE(c, async (stream) => {
      const { promise: over, resolve: end } = Promise.withResolvers<void>();
      // Held back until the replay is written: an older state must not overtake a newer one.
      let held: FeedEvent[] | null = [];
      const onEvent = (event: FeedEvent) => {
        if (held) held.push(event);
        else write(stream, event);
      };
      const leave = feed.join(employeeId, id, onEvent, end);
      stream.onAbort(end);
      const ping = setInterval(() => void stream.write(': \n\n'), pingEveryMs);
      parts.telemetry.streamsOpen(feed.size);
      try {
        await stream.write('retry: 1000\n\n');
        const transcript = await parts.library.transcript(employeeId, id);
        for (const turn of missed(transcript?.turns ?? [], seen))
          write(stream, { name: 'turn', data: toWire(turn) });
        for (const data of running.stepsIn(employeeId, id)) write(stream, { name: 'step', data });
        for (const event of held) write(stream, event);
        held = null;
        await over;
      } finally {
        clearInterval(ping);
        leave();
        parts.telemetry.streamsOpen(feed.size);
      }
    });
  });

  return routes;
}
