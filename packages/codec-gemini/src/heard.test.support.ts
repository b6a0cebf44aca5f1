import type { Told } from './oracle.test.support.ts';

/* What a chat client hears, in the oracle's form: of a whole reply, and of a stream put together by a client's rules. */

type Any = Record<string, unknown>;
const list = (value: unknown): Any[] => (Array.isArray(value) ? (value as Any[]) : []);
const object = (value: unknown): Any => (typeof value === 'object' && value !== null ? (value as Any) : {});
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

const signatureIn = (from: unknown) => object(object(object(from)['extra_content'])['google'])['thought_signature'];

export function heardIn(reply: Any): Told {
  const [choice = {}] = list(reply['choices']);
  const message = object(choice['message']);
  return {
    text: textOf(message['content']),
    reasoning: textOf(message['reasoning_content']),
    calls: list(message['tool_calls']).map((call) => ({
      name: object(call['function'])['name'],
      args: JSON.parse(textOf(object(call['function'])['arguments'])) as unknown,
      signature: object(call['function'])['thought_signature'],
      id: call['id'],
    })),
    signature: signatureIn(message['extras']),
    native: list(object(message['extras'])['native_parts']),
    finish: choice['finish_reason'] as string,
    usage: usageIn(reply['usage']),
    grounded: object(choice['extras'])['groundingMetadata'] !== undefined,
    model: reply['model'],
    id: reply['id'],
  };
}

function usageIn(usage: unknown): Told['usage'] {
  const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = object(usage);
  if (Number(total ?? 0) !== Number(prompt ?? 0) + Number(completion ?? 0)) throw new Error('the total is not the sum');
  return {
    prompt: Number(prompt ?? 0),
    completion: Number(completion ?? 0),
    reasoning: Number(object(object(usage)['completion_tokens_details'])['reasoning_tokens'] ?? 0),
    cached: Number(object(object(usage)['prompt_tokens_details'])['cached_tokens'] ?? 0),
  };
}

/** Puts the chunks of one choice together; throws where they are no good stream. */
export function heardInStream(chunks: readonly Any[], index = 0): Told {
  const calls: { id: unknown; name: unknown; text: string; signature: unknown }[] = [];
  const told: Any = { text: '', reasoning: '' };
  const message: Any = {};
  const native: Any[] = [];
  let [finish, begun, grounded]: [unknown, boolean, boolean] = [undefined, false, false];
  for (const [position, chunk] of chunks.entries()) {
    if (chunk['usage'] && position !== chunks.length - 1) throw new Error('the counts are not last');
    for (const choice of list(chunk['choices']).filter((each) => each['index'] === index)) {
      if (finish !== undefined) throw new Error('something comes after the end');
      const delta = object(choice['delta']);
      if (!begun && delta['role'] !== 'assistant') throw new Error('the role is not first');
      if (begun && delta['role'] !== undefined) throw new Error('the role is said again');
      begun = true;
      told['text'] = textOf(told['text']) + textOf(delta['content']);
      told['reasoning'] = textOf(told['reasoning']) + textOf(delta['reasoning_content']);
      for (const piece of list(delta['tool_calls'])) {
        const at = Number(piece['index']);
        const said = object(piece['function']);
        if (at === calls.length) calls.push({ id: piece['id'], name: said['name'], text: '', signature: said['thought_signature'] });
        else if (at > calls.length || piece['id'] !== undefined) throw new Error('a call is numbered wrongly');
        calls[at]!.text += textOf(said['arguments']);
      }
      Object.assign(message, delta['extras']);
      native.push(...list(object(delta['extras'])['native_parts']));
      grounded ||= object(choice['extras'])['groundingMetadata'] !== undefined;
      finish = choice['finish_reason'] ?? undefined;
    }
  }
  return {
    text: textOf(told['text']),
    reasoning: textOf(told['reasoning']),
    calls: calls.map(({ id, name, text, signature }) => ({
      name,
      args: finish === undefined && text === '' ? {} : (JSON.parse(text) as unknown),
      signature,
      id,
    })),
    signature: signatureIn(message),
    native,
    finish: finish as string | undefined,
    usage: usageIn(chunks.at(-1)?.['usage']),
    grounded,
    model: chunks[0]?.['model'],
    id: chunks[0]?.['id'],
  };
}
