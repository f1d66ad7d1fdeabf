const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What somebody typed: Slack sends links, mentions and three characters in a form of its own. */
export function typedText(text: string, botUserId: string | null): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id: string) => (id === botUserId ? '' : '某人'))
    .replace(/<#[A-Z0-9]+\|?([^>]*)>/g, '$1')
    .replace(/<(?:https?:|mailto:|tel:)[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?:|mailto:|tel:)[^>]*)>/g, '$1')
    .replace(/<!(?:subteam\^[^|>]*\|)?([^>]*)>/g, '$1')
    .replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
    .trim();
}

export const mentions = (text: string, botUserId: string | null): boolean =>
  botUserId !== null && text.includes(`<@${botUserId}`);
