import type { App } from '@slack/bolt';
import type { Respond } from './answer-quietly.ts';
import { askDirectly } from './ask-directly.ts';
import { publishHome } from './home-tab.ts';
import { typedText } from './message-text.ts';
import { draftModal } from './modals.ts';
import { onCommand } from './on-command.ts';
import { onDeletion, onEdit, onMessage, type WrittenMessage } from './on-message.ts';
import { onPress, type Press } from './on-press.ts';
import {
  judgeDraft,
  judgeEdit,
  type Submission,
  takeDraft,
  takeEdit,
  takeReason,
} from './on-submission.ts';
import type { SlackRoom } from './slack-room.ts';
import { suggestPrompts } from './suggested-prompts.ts';

/** What the intake says of the event beside its body. */
interface Origin {
  readonly eventKey: string;
  readonly again: boolean;
}

const originOf = (context: Record<string, unknown>): Origin => ({
  eventKey: String(context.eventKey),
  again: context.again === true,
});

/** The fields of message events that are read; Slack has more than thirty kinds of them. */
interface MessageEvent {
  readonly channel: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly text?: string;
  readonly bot_id?: string;
  readonly team?: string;
  readonly deleted_ts?: string;
  readonly edited?: { readonly ts?: string };
  readonly message?: MessageEvent;
  readonly previous_message?: MessageEvent;
}

function written(event: MessageEvent, channelType: string | undefined): WrittenMessage | null {
  if (event.user === undefined || event.bot_id !== undefined) return null;
  return {
    channel: event.channel,
    channelType: channelType ?? (event.channel.startsWith('D') ? 'im' : 'channel'),
    ts: event.ts,
    threadTs: event.thread_ts ?? null,
    userId: event.user,
    teamId: event.team ?? null,
    text: event.text ?? '',
  };
}

const plainKinds = new Set([undefined, 'file_share', 'thread_broadcast']);

async function hearEdit(event: MessageEvent, room: SlackRoom): Promise<void> {
  const { channel, channel_type: channelType, message, previous_message: before } = event;
  // Slack changes messages itself too, when it unfolds a link.
  if (message === undefined || message.text === before?.text) return;
  const changed = written({ ...message, channel }, channelType);
  if (changed) await onEdit(changed, message.edited?.ts ?? event.ts, room);
}

async function hearDeletion(event: MessageEvent, room: SlackRoom): Promise<void> {
  const { channel, deleted_ts: deleted, previous_message: before } = event;
  if (deleted !== undefined && before?.bot_id === undefined)
    await onDeletion(channel, deleted, room);
}

async function hear(event: MessageEvent, room: SlackRoom): Promise<void> {
  if (event.subtype === 'message_changed') return hearEdit(event, room);
  if (event.subtype === 'message_deleted') return hearDeletion(event, room);
  if (!plainKinds.has(event.subtype)) return;
  const message = written(event, event.channel_type);
  if (message) await onMessage(message, room);
}

function listenToEvents(app: App, room: SlackRoom): void {
  app.event('message', ({ event }) => hear(event as unknown as MessageEvent, room));
  app.event('app_mention', ({ event }) =>
    hear({ ...(event as unknown as MessageEvent), channel_type: 'channel' }, room),
  );
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publishHome(event.user, room);
    else await suggestPrompts(event.user, event.channel, room);
  });
  app.event('agent_session_stopped', async ({ event }) => {
    const {
      channel,
      channel_id: id = channel,
      thread_ts: thread,
    } = event as unknown as {
      channel?: string;
      channel_id?: string;
      thread_ts?: string;
    };
    if (id !== undefined && thread !== undefined) room.running.stopThread(id, thread);
  });
}

/** What was pressed says it in its value, or in that of the chosen option. */
function pressedValue(action: {
  value?: string;
  selected_option?: { value?: string } | null;
}): string {
  return action.selected_option?.value ?? action.value ?? '';
}

type BoltRespond = (reply: never) => Promise<unknown>;

const quietly =
  (respond: BoltRespond): Respond =>
  async (reply) => {
    try {
      await respond({ response_type: 'ephemeral', ...reply } as never);
      return true;
    } catch {
      return false;
    }
  };

/** The fields of a press that are read. */
interface PressBody {
  readonly user: { readonly id: string };
  readonly team?: { readonly id?: string } | null;
  readonly trigger_id?: string;
  readonly response_url?: string;
  readonly channel?: { readonly id?: string };
  readonly message?: { readonly ts?: string; readonly thread_ts?: string };
  readonly container?: { readonly message_ts?: string; readonly is_ephemeral?: boolean };
}

function pressOf(
  body: PressBody,
  action: Parameters<typeof pressedValue>[0] & { action_id: string },
  respond: BoltRespond,
  origin: Origin,
): Press {
  const { message, container } = body;
  return {
    ...origin,
    actionId: action.action_id,
    value: pressedValue(action),
    userId: body.user.id,
    teamId: body.team?.id ?? null,
    triggerId: origin.again ? null : (body.trigger_id ?? null),
    channel: body.channel?.id ?? null,
    messageTs: message?.ts ?? container?.message_ts ?? null,
    threadTs: message?.thread_ts ?? null,
    ephemeral: container?.is_ephemeral === true,
    respond: body.response_url === undefined ? null : quietly(respond),
  };
}

function listenToPresses(app: App, room: SlackRoom): void {
  app.action(/^(card-\d+|source|unfold|edit|feedback)$/, async (args) => {
    await args.ack();
    const { body, action, respond, context } = args;
    const pressed = action as Parameters<typeof pressedValue>[0] & { action_id: string };
    const press = pressOf(body as unknown as PressBody, pressed, respond, originOf(context));
    await onPress(press, room);
  });
  app.command('/guichao', async ({ ack, command, respond, context }) => {
    await ack();
    const { text, user_id: userId, channel_id: channel } = command;
    const { eventKey } = originOf(context);
    await onCommand({ eventKey, text, userId, channel, respond: quietly(respond) }, room);
  });
}

function listenToShortcuts(app: App, room: SlackRoom): void {
  app.shortcut('draft_outreach', async ({ ack, shortcut, context }) => {
    await ack();
    if (originOf(context).again) return;
    const { trigger_id } = shortcut;
    await room.api.attempt('views.open', { trigger_id, view: draftModal() });
  });
  app.shortcut({ callback_id: 'reply_to_this', type: 'message_action' }, async (args) => {
    const { ack, shortcut, context } = args;
    await ack();
    const { eventKey } = originOf(context);
    const said = typedText(shortcut.message.text ?? '', null).slice(0, 1000);
    const text = said === '' ? '' : `客户说：“${said}”，怎么回`;
    const { user, team } = shortcut;
    await askDirectly({ eventKey, userId: user.id, teamId: team?.id ?? null, text }, room);
  });
}

interface ViewState {
  readonly values: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { value?: string | null; selected_option?: { value: string } | null }>
      >
    >
  >;
}

function submissionOf(
  body: { user: { id: string }; team?: { id?: string } | null },
  view: { private_metadata?: string; state: ViewState },
  origin: Origin,
): Submission {
  const entries = Object.entries(view.state.values).map(([block, fields]) => {
    const [field] = Object.values(fields);
    return [block, field?.selected_option?.value ?? field?.value ?? ''] as const;
  });
  return {
    ...origin,
    userId: body.user.id,
    teamId: body.team?.id ?? null,
    cardId: view.private_metadata ?? '',
    values: Object.fromEntries(entries),
  };
}

function listenToSubmissions(app: App, room: SlackRoom): void {
  const refuse = (errors: Readonly<Record<string, string>>) =>
    ({ response_action: 'errors', errors: { ...errors } }) as const;
  app.view('draft', async ({ ack, body, view, context }) => {
    const submission = submissionOf(body, view, originOf(context));
    const errors = judgeDraft(submission);
    if (errors) return ack(refuse(errors));
    await ack();
    await takeDraft(submission, room);
  });
  app.view('edit', async ({ ack, body, view, context }) => {
    const submission = submissionOf(body, view, originOf(context));
    const errors = await judgeEdit(submission, room);
    if (errors) return ack(refuse(errors));
    await ack();
    await takeEdit(submission, room);
  });
  app.view('reason', async ({ ack, body, view, context }) => {
    await ack();
    await takeReason(submissionOf(body, view, originOf(context)), room);
  });
}

/** The same listeners for Socket Mode and for HTTP. */
export function addListeners(app: App, room: SlackRoom): void {
  listenToEvents(app, room);
  listenToPresses(app, room);
  listenToShortcuts(app, room);
  listenToSubmissions(app, room);
}
