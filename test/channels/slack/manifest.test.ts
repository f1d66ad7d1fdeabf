import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { scopes } from '../../../src/channels/slack/check-slack.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const text = readFileSync(join(root, 'manifest.yml'), 'utf8');

interface Manifest {
  readonly display_information: Readonly<
    Record<'name' | 'description' | 'long_description', string>
  >;
  readonly features: {
    readonly agent_view: {
      readonly agent_description: string;
      readonly suggested_prompts: readonly { readonly title: string; readonly message: string }[];
    };
    readonly bot_user: { readonly display_name: string };
    readonly slash_commands: readonly Readonly<
      Record<'command' | 'description' | 'usage_hint', string>
    >[];
    readonly shortcuts: readonly Readonly<
      Record<'name' | 'type' | 'callback_id' | 'description', string>
    >[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly socket_mode_enabled: boolean;
  };
}

const manifest = parse(text) as Manifest;
const { display_information: display, features, oauth_config: oauth, settings } = manifest;

test('the manifest stays inside Slack’s limits', () => {
  expect(display.name.length).toBeLessThanOrEqual(35);
  expect(display.description.length).toBeLessThanOrEqual(140);
  // Shorter ones are refused too.
  expect(display.long_description.length).toBeGreaterThanOrEqual(175);
  expect(display.long_description.length).toBeLessThanOrEqual(4000);
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
  expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
  for (const { command, description, usage_hint: hint } of features.slash_commands) {
    expect(command).toMatch(/^\/[a-z-]{1,31}$/);
    expect(description.length).toBeLessThanOrEqual(2000);
    expect(hint.length).toBeLessThanOrEqual(1000);
  }
  for (const { name, callback_id: id, description } of features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(id.length).toBeLessThanOrEqual(255);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});

test('it is an agent over Socket Mode, not the assistant of old', () => {
  expect(features).not.toHaveProperty('assistant_view');
  expect(settings.socket_mode_enabled).toBe(true);
});

test('it asks for exactly the scopes that doctor checks and the guide explains', () => {
  expect([...oauth.scopes.bot].sort()).toEqual(Object.keys(scopes).sort());
  const guide = readFileSync(join(root, 'docs', 'slack.md'), 'utf8');
  expect(oauth.scopes.bot.filter((scope) => !guide.includes(`\`${scope}\``))).toEqual([]);
});

test('what it subscribes to and offers is what is listened to, and has its scope', () => {
  const listeners = readFileSync(join(root, 'src/channels/slack/listeners.ts'), 'utf8');
  const events = settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]);
  expect(events.filter((event) => !listeners.includes(`app.event('${event}'`))).toEqual([]);
  const ids = features.shortcuts.map(({ callback_id: id }) => id);
  expect(ids.filter((id) => !listeners.includes(`'${id}'`))).toEqual([]);
  const needed = {
    'message.channels': 'channels:history',
    'message.groups': 'groups:history',
    'message.im': 'im:history',
    app_mention: 'app_mentions:read',
  };
  for (const [event, scope] of Object.entries(needed)) {
    expect(settings.event_subscriptions.bot_events).toContain(event);
    expect(oauth.scopes.bot).toContain(scope);
  }
});
