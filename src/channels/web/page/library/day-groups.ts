import type { WireConversation } from '../../wire.ts';

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const dayMs = 86_400_000;

function groupOf(lastAt: string, now: Date): string {
  const on = day.format(new Date(lastAt));
  if (on === day.format(now)) return '今天';
  if (on === day.format(new Date(now.getTime() - dayMs))) return '昨天';
  return on >= day.format(new Date(now.getTime() - 6 * dayMs)) ? '近七天' : '更早';
}

/** Conversations under 今天, 昨天, 近七天, 更早, in the order in which they came. */
export function dayGroups(
  conversations: readonly WireConversation[],
  now: Date,
): readonly (readonly [string, readonly WireConversation[]])[] {
  const groups = new Map<string, WireConversation[]>();
  for (const conversation of conversations) {
    const name = groupOf(conversation.lastAt, now);
    groups.set(name, [...(groups.get(name) ?? []), conversation]);
  }
  return [...groups];
}
