import type { Json } from '@sluice/provider-sdk';
import { readChatCall, type ChatCall } from '@sluice/provider-sdk/chat';
import { contentsOf } from './contents.ts';
import { generationConfig } from './generation-config.ts';
import { generationOf } from './generation.ts';
import type { HostTraits } from './host.ts';
import { passedOn } from './passed-on.ts';
import { tierAsked } from './tier.ts';
import { toolsOf } from './tools.ts';

/** A chat call as a request for `generateContent`. */
export interface GeminiRequest {
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
}

export function generateContentRequest(call: Json, model: string, host: HostTraits): GeminiRequest {
  const chat = readChatCall(call);
  const generation = generationOf(model);
  const passed = passedOn(chat.rest, host);
  const asked = tierAsked(chat.serviceTier);
  const tier = asked === undefined ? {} : host.tier(asked);
  const { tools, toolConfig } = toolsOf(chat, generation, host);
  const body = {
    contents: contentsOf(chat, call, generation, host),
    ...systemOf(chat, generation.system),
    ...(tools !== undefined && { tools }),
    ...filled('toolConfig', { ...(toolConfig as Json | undefined), ...passed.toolConfig }),
    ...filled('generationConfig', { ...generationConfig(chat, generation, model), ...passed.generationConfig }),
    ...passed.top,
    ...tier.body,
  };
  return { body, headers: tier.headers ?? {} };
}

/** Where instructions stand alone they are what is said (see `contentsOf`). */
function systemOf({ system, turns }: ChatCall, taken: boolean): Json {
  const parts = system.filter(({ text }) => text !== '').map(({ text }) => ({ text }));
  return taken && turns.length > 0 && parts.length > 0 ? { systemInstruction: { parts } } : {};
}

const filled = (name: string, members: Json): Json => (Object.keys(members).length > 0 ? { [name]: members } : {});
