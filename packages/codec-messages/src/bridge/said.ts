import type { Json } from '@sluice/provider-sdk';
import { countIn, isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** What a chat message says, or a delta of one, whatever form its provider gave it. */
export interface SaidHere {
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  /** `content_blocks`: whole blocks in a message, `{index, delta}` in a delta. */
  readonly blocks: readonly Json[];
  readonly calls: readonly CallHere[];
}

export interface CallHere {
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly arguments: string;
  readonly thoughtSignature: string | undefined;
}

export function saidIn(message: Json): SaidHere {
  const parts = listIn(message['content']).filter(isJson);
  const among = parts.filter(({ type }) => type === 'thinking').map(thinkingText);
  const old = jsonIn(message['function_call']);
  return {
    text: textIn(message['content']) ?? parts.map((part) => (part['type'] === 'thinking' ? '' : (textIn(part['text']) ?? ''))).join(''),
    reasoning: textIn(message['reasoning_content']) ?? textIn(message['reasoning']) ?? among.join(''),
    refusal: textIn(message['refusal']) ?? '',
    blocks: listIn(message['content_blocks']).filter(isJson),
    calls: [...listIn(message['tool_calls']).filter(isJson), ...(old && isSaid(old) ? [{ index: 0, function: old }] : [])].map(callIn),
  };
}

/** Mistral puts thinking among the parts of the content, in parts of its own. */
const thinkingText = ({ thinking }: Json): string =>
  textIn(thinking) ??
  listIn(thinking)
    .map((part) => textIn(jsonIn(part)?.['text']) ?? '')
    .join('');

/** Some providers fill every member of a message, with nothing where there is nothing. */
const isSaid = (described: Json): boolean => Boolean(described['name']) || Boolean(described['arguments']);

function callIn(call: Json): CallHere {
  const described = jsonIn(call['function']) ?? {};
  const given = described['arguments'];
  const google = jsonIn(jsonIn(call['extra_content'])?.['google']);
  return {
    index: countIn(call['index']),
    id: textIn(call['id']) || undefined,
    name: textIn(described['name']) || undefined,
    // Some providers give an object where OpenAI gives its text.
    arguments: textIn(given) ?? (isJson(given) ? JSON.stringify(given) : ''),
    thoughtSignature: textIn(described['thought_signature']) ?? textIn(google?.['thought_signature']),
  };
}
