import type { ProviderProfile } from '../provider-profile.ts';

/** A request to /chat/completions, as far as it is looked at here. */
export interface ChatBody {
  messages: ChatMessage[];
  [field: string]: unknown;
}

interface ChatMessage {
  role: string;
  content?: unknown;
  name?: string;
  tool_calls?: readonly { id: string }[];
  [field: string]: unknown;
}

/** Strict servers want plain strings where the libraries send lists of text parts. */
function plainContent(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  const texts = content.map((part: { text?: unknown }) => part?.text);
  return texts.every((text) => typeof text === 'string') ? texts.join('\n') : content;
}

const thinkingFields: Readonly<Record<ProviderProfile['thinking'], object>> = {
  unsaid: {},
  'thinking-disabled': { thinking: { type: 'disabled' } },
  'enable-thinking-false': { enable_thinking: false },
  'template-off': { chat_template_kwargs: { enable_thinking: false } },
  'think-false': { think: false },
};

/** What a model was thinking when it called a tool, by the id of the call. */
export type Thoughts = Map<string, string>;

function shapeMessage(message: ChatMessage, profile: ProviderProfile, thoughts: Thoughts) {
  const { name: _name, ...rest } = message;
  const system = rest.role === 'system' || rest.role === 'developer';
  const shaped: ChatMessage = {
    ...rest,
    role: system ? profile.systemRole : rest.role,
    content: plainContent(rest.content),
  };
  const thought = shaped.tool_calls?.map(({ id }) => thoughts.get(id)).find((one) => one);
  if (profile.reasoningReturns && thought !== undefined) shaped.reasoning_content = thought;
  return shaped;
}

/** A request as this kind of endpoint takes it. */
export function shapeRequest(
  body: ChatBody,
  profile: ProviderProfile,
  thoughts: Thoughts,
): ChatBody {
  const { max_tokens, max_completion_tokens, tool_choice, temperature, stream_options, ...rest } =
    body;
  const most = max_tokens ?? max_completion_tokens;
  return {
    ...rest,
    messages: body.messages.map((message) => shapeMessage(message, profile, thoughts)),
    ...(most === undefined ? {} : { [profile.tokenParameter]: most }),
    ...(profile.temperature === null ? {} : { temperature: profile.temperature }),
    ...(profile.toolChoice === 'as-is' && tool_choice !== undefined ? { tool_choice } : {}),
    ...thinkingFields[profile.thinking],
    stream: profile.stream,
  };
}
