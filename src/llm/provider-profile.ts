type Thinking =
  /** Nothing is sent about it. */
  | 'unsaid'
  /** `thinking: {type: "disabled"}`: DeepSeek, GLM, Doubao. */
  | 'thinking-disabled'
  /** `enable_thinking: false`: Qwen on DashScope. */
  | 'enable-thinking-false'
  /** `chat_template_kwargs: {enable_thinking: false}`: Qwen on vLLM. */
  | 'template-off'
  /** `think: false`: Ollama. */
  | 'think-false';

/** How one family of endpoints differs from the others, as data. */
export interface ProviderProfile {
  readonly name: string;
  readonly title: string;
  readonly thinking: Thinking;
  /** `as-is`: as the client library sends it; `omit`: left out, which means auto everywhere. */
  readonly toolChoice: 'as-is' | 'omit';
  readonly tokenParameter: 'max_tokens' | 'max_completion_tokens';
  readonly responseFormat: 'json_schema' | 'json_object' | 'none';
  /** Whether `reasoning_content` has to go back with the tool calls it came with. */
  readonly reasoningReturns: boolean;
  readonly systemRole: 'system' | 'developer';
  /** Over the wire; what the agent sees is a whole answer either way. */
  readonly stream: boolean;
  readonly temperature: number | null;
  /** Texts in one embeddings request. */
  readonly embeddingsBatch: number;
}

const generic: ProviderProfile = {
  name: 'generic',
  title: '通用',
  thinking: 'unsaid',
  toolChoice: 'omit',
  tokenParameter: 'max_tokens',
  responseFormat: 'json_object',
  reasoningReturns: true,
  systemRole: 'system',
  stream: true,
  temperature: 0,
  embeddingsBatch: 10,
};

type ProfileName = 'generic' | 'openai' | 'deepseek' | 'qwen' | 'ollama' | 'vllm' | 'no-stream';

// What stands here was read in the providers' pages or measured on test doubles; docs/models.md says
// which of it was tried on a real service.
export const profiles: Readonly<Record<ProfileName, ProviderProfile>> = {
  generic,
  openai: {
    ...generic,
    name: 'openai',
    title: 'OpenAI 官方',
    toolChoice: 'as-is',
    tokenParameter: 'max_completion_tokens',
    responseFormat: 'json_schema',
    reasoningReturns: false,
    systemRole: 'developer',
    temperature: null,
    embeddingsBatch: 512,
  },
  deepseek: {
    ...generic,
    name: 'deepseek',
    title: 'DeepSeek、GLM、豆包',
    thinking: 'thinking-disabled',
  },
  qwen: { ...generic, name: 'qwen', title: '通义千问', thinking: 'enable-thinking-false' },
  ollama: {
    ...generic,
    name: 'ollama',
    title: 'Ollama',
    thinking: 'think-false',
    responseFormat: 'json_schema',
    reasoningReturns: false,
    embeddingsBatch: 64,
  },
  vllm: {
    ...generic,
    name: 'vllm',
    title: 'vLLM、Xinference',
    thinking: 'template-off',
    responseFormat: 'json_schema',
    embeddingsBatch: 64,
  },
  // For gateways whose streams are broken or bought per request.
  'no-stream': { ...generic, name: 'no-stream', title: '通用，不流式', stream: false },
};
