import type { Draft, Json, Target } from '@sluice/provider-sdk';
import { compact, jsonIn, readChatCall, type ChatCall } from '@sluice/provider-sdk/chat';
import { claudeOf } from '../claude.ts';
import type { MessagesOptions } from '../options.ts';
import { namesFor } from '../tool-names.ts';
import { formatOf } from './format.ts';
import { messagesOf } from './messages.ts';
import { blocksOf } from './parts.ts';
import { betasOf, metadataOf, refuseWhatIsMissed, restOf, tierOf } from './rest.ts';
import { samplingOf } from './sampling.ts';
import { thoughtOf } from './thinking.ts';
import { choiceOf } from './tool-choice.ts';
import { toolsOf } from './tools.ts';

/** A chat call as a request to the Messages API. */
export function writeRequest(chat: Json, target: Pick<Target, 'model'>, options: MessagesOptions): Draft {
  const call = readChatCall(chat);
  refuseWhatIsMissed(call);
  const model = target.model ?? call.model ?? '';
  const betas = betasOf(call);
  const { without = [], extra, path = () => '/messages' } = options;
  const named = new Set<string>(without);
  const body = {
    ...bodyOf(call, chat, model, options),
    ...(options.betas === 'body' && betas.length > 0 && { anthropic_beta: betas }),
    ...extra,
  };
  return {
    path: path(model, call.streamed),
    ...(options.betas !== 'body' && betas.length > 0 && { headers: { 'anthropic-beta': betas.join(',') } }),
    body: Object.fromEntries(Object.entries(body).filter(([name]) => !named.has(name))),
  };
}

function bodyOf(call: ChatCall, chat: Json, model: string, options: MessagesOptions): Json {
  const claude = claudeOf(model);
  const fetching = { urls: options.imageUrls ?? true };
  const names = namesFor(chat);
  const { format, tool, instruction } = formatOf(call, claude, names);
  const tools = [...toolsOf(call.tools, claude, names), ...(tool ? [tool] : [])];
  const choice = choiceOf(call, { claude, names, formTool: tool?.name });
  const { thinking, effort, maxTokens, on } = thoughtOf(call, claude, choice.forced, chat['thinking'] === undefined);
  const system = call.turns.length === 0 ? [] : blocksOf(call.system, fetching);
  const instructed = instruction === undefined ? system : [...system, { type: 'text', text: instruction }];
  const config = { ...jsonIn(call.rest['output_config']), ...compact({ effort, format }) };
  return {
    model,
    max_tokens: maxTokens,
    ...(instructed.length > 0 && { system: instructed }),
    messages: messagesOf(call, fetching, names),
    ...(tools.length > 0 && { tools }),
    ...compact({ tool_choice: choice.member, thinking }),
    ...(Object.keys(config).length > 0 && { output_config: config }),
    ...samplingOf(call, claude, on),
    ...compact({ metadata: metadataOf(call), service_tier: tierOf(call) }),
    ...restOf(call),
    ...(call.streamed && { stream: true }),
  };
}
