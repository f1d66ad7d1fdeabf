import { createHash } from 'node:crypto';

interface Body {
  readonly type?: unknown;
  readonly command?: unknown;
  readonly trigger_id?: unknown;
  readonly event_id?: unknown;
  readonly event?: unknown;
}

interface Event {
  readonly type?: unknown;
  readonly subtype?: unknown;
  readonly channel?: unknown;
  readonly ts?: unknown;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** A mention comes twice, as `app_mention` and as `message`, each with its own event id. */
function messageKey(event: Event): string | null {
  const written = event.type === 'message' || event.type === 'app_mention';
  const plain = event.subtype === undefined || event.subtype === 'file_share';
  const [channel, ts] = [textOf(event.channel), textOf(event.ts)];
  return written && plain && channel && ts ? `message:${channel}:${ts}` : null;
}

/** What stays the same when Slack delivers the same thing again; null: nothing that we know. */
export function eventKey(body: Body): string | null {
  if (body.type === 'event_callback') {
    const id = textOf(body.event_id);
    const event = typeof body.event === 'object' && body.event !== null ? body.event : {};
    return messageKey(event) ?? (id === null ? null : `event:${id}`);
  }
  if ((textOf(body.command) ?? textOf(body.type)) === null) return null;
  const trigger = textOf(body.trigger_id);
  if (trigger !== null) return `trigger:${trigger}`;
  return `body:${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`;
}
