import { ChatOpenAICompletions } from '@langchain/openai';
import {
  AIMessage,
  createAgent,
  createMiddleware,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  tool,
} from 'langchain';
import { z } from 'zod';
import type { ModelTool, ToolCaller } from '../ports/language-model.ts';
import { ModelFault } from './model-fault.ts';

const callerSchema = z.object({ employeeId: z.string().min(1) });

/** Per run; with the repair a turn has two. */
export interface AgentLimits {
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly answerTokens: number;
}

export interface AgentRun {
  readonly endpoint: { readonly baseUrl: string; readonly apiKey: string; readonly model: string };
  readonly fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly system: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  readonly tools: readonly ModelTool[];
  readonly caller: ToolCaller;
  readonly limits: AgentLimits;
  readonly signal: AbortSignal;
}

const toolFailed = '这次没有查成，请换一种查法，或者就已有的资料作答。';
const noMoreTools = '查询次数已经用完，请就已有的资料作答；没有资料就说没有。';

// Longer inputs are no search words; a model in a loop writes them.
const longestInput = 600;

function inputSchema({ inputs }: ModelTool) {
  const fields = Object.entries(inputs).map(([name, { description, optional, oneOf }]) => {
    const text = oneOf ? z.enum([...oneOf]) : z.string().max(longestInput);
    const described = text.describe(description);
    return [name, optional ? described.optional() : described] as const;
  });
  return z.object(Object.fromEntries(fields));
}

/** The employee comes from the run's context; what a model gives beside the inputs is dropped. */
function toolOf(own: ModelTool) {
  return tool(
    async (given: Record<string, string | undefined>, runtime: { context?: unknown }) => {
      const caller = callerSchema.parse(runtime.context);
      const inputs = Object.entries(given).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      return own.run(Object.fromEntries(inputs), caller);
    },
    { name: own.name, description: own.description, schema: inputSchema(own) },
  );
}

/** The one middleware: counts, and turns what goes wrong in a tool into a plain sentence. */
function watchOver({ modelCalls, toolCalls }: AgentLimits) {
  let asked = 0;
  let used = 0;
  return createMiddleware({
    name: 'guichao',
    contextSchema: callerSchema,
    wrapModelCall: async (request, handler) => {
      asked++;
      if (asked > modelCalls) throw new ModelFault('limit');
      // The last time there is nothing left to do but to answer.
      return handler(asked === modelCalls ? { ...request, tools: [] } : request);
    },
    wrapToolCall: async (request, handler) => {
      const { id = '', name } = request.toolCall;
      const told = (content: string) => new ToolMessage({ content, tool_call_id: id, name });
      used++;
      if (used > toolCalls) return told(noMoreTools);
      if (request.tool === undefined) return told(toolFailed);
      try {
        const result = await handler(request);
        const failed = ToolMessage.isInstance(result) && result.status === 'error';
        return failed ? told(toolFailed) : result;
      } catch {
        return told(toolFailed);
      }
    },
  });
}

/** One free-form turn: the model may look things up, then says something; its last words. */
export async function runAgent(run: AgentRun): Promise<string> {
  const { endpoint, limits, caller, signal } = run;
  const model = new ChatOpenAICompletions({
    model: endpoint.model,
    apiKey: endpoint.apiKey,
    temperature: 0,
    maxTokens: limits.answerTokens,
    maxRetries: 0,
    streaming: false,
    streamUsage: false,
    configuration: {
      baseURL: endpoint.baseUrl,
      fetch: run.fetch,
      maxRetries: 0,
      logLevel: 'off',
      organization: null,
      project: null,
    },
  });
  const agent = createAgent({
    model,
    tools: run.tools.map(toolOf),
    contextSchema: callerSchema,
    systemPrompt: new SystemMessage(run.system),
    middleware: [watchOver(limits)],
  });
  const messages = run.messages.map(({ role, text }) =>
    role === 'user' ? new HumanMessage(text) : new AIMessage(text),
  );
  const { messages: history } = await agent.invoke(
    { messages },
    // A step of the graph for each call of the model and each round of tools, and its ends.
    { context: caller, signal, recursionLimit: limits.modelCalls * 2 + 4 },
  );
  const last = history.at(-1);
  if (!AIMessage.isInstance(last) || (last.tool_calls?.length ?? 0) > 0)
    throw new ModelFault('limit');
  const { text } = last;
  if (text.trim() === '') throw new ModelFault('empty');
  return text;
}
