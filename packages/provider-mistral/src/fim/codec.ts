import { FaultError, type Codec, type Draft, type Json, type Target } from '@sluice/provider-sdk';
import { badRequest, compact, countIn, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** Members of a completion that this address knows. Source: mistralai/client-ts, FIMCompletionRequest, 2026-08-05. */
const KNOWN: ReadonlySet<string> = new Set([
  'suffix',
  'max_tokens',
  'min_tokens',
  'temperature',
  'top_p',
  'stop',
  'random_seed',
  'metadata',
  'stream',
]);

/** `/fim/completions`: asked as OpenAI's completions are, before and behind a gap, and answered as a chat is. */
export const fimCodec: Codec = {
  request: writeRequest,
  reply: ({ json }) => {
    const said = jsonIn(json);
    if (!Array.isArray(said?.['choices'])) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "choices"' });
    return completionOf(said, 'message');
  },
  stream: {
    framing: 'sse',
    reader: () => ({
      read: ({ data }) => {
        const said = jsonIn(data);
        if (said?.['object'] === 'error')
          throw new FaultError({ kind: 'upstream_error', message: textIn(said['message']) ?? 'the answer broke off' });
        return said && 'choices' in said ? [completionOf(said, 'delta')] : [];
      },
      end: () => [],
    }),
  },
};

function writeRequest(call: Json, { model }: Target): Draft {
  const prompt = Array.isArray(call['prompt']) && call['prompt'].length === 1 ? (call['prompt'] as readonly unknown[])[0] : call['prompt'];
  if (typeof prompt !== 'string') throw badRequest('prompt', 'must be one text');
  const known = Object.entries(call).filter(([name, value]) => KNOWN.has(name) && value !== null);
  const seed = countIn(call['seed']);
  return {
    path: '/fim/completions',
    body: { model: model ?? call['model'], prompt, ...Object.fromEntries(known), ...(seed !== undefined && { random_seed: seed }) },
  };
}

/** The same in the words of a completion: text where a chat has messages. */
function completionOf(said: Json, name: 'message' | 'delta'): Json {
  const choices = listIn(said['choices']).map((given, index) => {
    const choice = jsonIn(given) ?? {};
    const reason = textIn(choice['finish_reason']);
    return {
      index: countIn(choice['index']) ?? index,
      text: textIn(jsonIn(choice[name])?.['content']) ?? '',
      logprobs: null,
      finish_reason: reason === 'model_length' ? 'length' : (reason ?? null),
    };
  });
  return {
    ...compact({ id: said['id'] }),
    object: 'text_completion',
    ...compact({ created: said['created'], model: said['model'], usage: said['usage'] }),
    choices,
  };
}
