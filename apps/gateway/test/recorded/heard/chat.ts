import { listIn, numberIn, objectIn, textIn, type Json } from '../json.ts';
import type { Piece } from '../frames.ts';
import { counts, Listener, type Counts, type Finish, type Heard } from './heard.ts';

const FINISHES: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  eos: 'stop',
  length: 'length',
  model_length: 'length',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  content_filter: 'content_filter',
};

/** An answer of OpenAI's chat completions, whole or as chunks, in any of the ways that its many speakers say it. */
export function heardInChat(pieces: readonly Piece[]): Heard {
  const answers = new Map<number, Listener>();
  const at = (index: number) => answers.get(index) ?? answers.set(index, new Listener()).get(index)!;
  let usage: Counts | undefined;
  let failure: string | undefined;
  for (const { data } of pieces) {
    const said = objectIn(data);
    if (said['error']) failure = textIn(objectIn(said['error'])['message']) || textIn(said['error']);
    usage = usageIn(said) ?? usage;
    for (const choice of listIn(said['choices']))
      hear(choice, at(numberIn(choice['index'])), said['object'] !== 'chat.completion.chunk' && pieces.length === 1);
  }
  const told = [...answers.entries()].toSorted(([left], [right]) => left - right).map(([, { answer }]) => answer);
  return { answers: told, usage, ...(failure !== undefined && { failure }) };
}

/** Perplexity has both forms in both: the whole answer so far beside what is new, and nothing new beside the whole. */
function hear(choice: Json, to: Listener, whole: boolean): void {
  const message = objectIn(whole ? choice['message'] : choice['delta']);
  if (Array.isArray(message['content'])) hearParts(listIn(message['content']), to);
  else to.text += textIn(message['content']) || textIn(choice['text']);
  to.thinking += textIn(message['reasoning_content']) || textIn(message['reasoning']) || detailsIn(message);
  to.refusal += textIn(message['refusal']);
  listIn(message['tool_calls']).forEach((call, place) => {
    const { name, arguments: input } = objectIn(call['function']);
    const said = typeof input === 'object' && input !== null ? JSON.stringify(input) : textIn(input);
    if (whole) to.wholeCall(textIn(name), said);
    else to.call(typeof call['index'] === 'number' ? call['index'] : place, textIn(name), said);
  });
  // How calls of 2023 are answered.
  const { name: older, arguments: given } = objectIn(message['function_call']);
  if (textIn(older) !== '' || textIn(given) !== '') to.call('function', textIn(older), textIn(given));
  const finish = textIn(choice['finish_reason']);
  if (finish !== '') to.finish = FINISHES[finish] ?? 'stop';
  // A whole answer has ended, whether it says why or not.
  else if (whole) to.finish = to.called ? 'tool_calls' : 'stop';
}

/** Content as a list: Mistral's thinking, and text. */
function hearParts(parts: readonly Json[], to: Listener): void {
  for (const part of parts) {
    if (part['type'] === 'thinking') {
      const { thinking } = part;
      to.thinking +=
        typeof thinking === 'string'
          ? thinking
          : listIn(thinking)
              .map(({ text }) => textIn(text))
              .join('');
    } else to.text += textIn(part['text']);
  }
}

const detailsIn = (message: Json): string =>
  listIn(message['reasoning_details'])
    .map(({ text, summary }) => textIn(text) || textIn(summary))
    .join('');

/** Counts, by spec/providers/README.md. Groq tells a stream's under a name of its own. */
function usageIn(said: Json): Counts | undefined {
  const usage =
    said['usage'] ?? objectIn(said['x_groq'])['usage'] ?? listIn(said['choices']).find(({ usage: inside }) => inside)?.['usage'];
  if (typeof usage !== 'object' || usage === null) return undefined;
  const { prompt_tokens: prompt, completion_tokens: completion, ...rest } = usage as Json;
  const cached = [
    objectIn(rest['prompt_tokens_details'])['cached_tokens'],
    objectIn(rest['prompt_token_details'])['cached_tokens'],
    rest['num_cached_tokens'],
    rest['prompt_cache_hit_tokens'],
    rest['cached_tokens'],
  ].find((count) => typeof count === 'number');
  const reasoning = objectIn(rest['completion_tokens_details'])['reasoning_tokens'] ?? rest['reasoning_tokens'];
  return whole(counts(numberIn(prompt), numberIn(completion), numberIn(cached), numberIn(reasoning)), numberIn(rest['total_tokens']));
}

/**
 * Some count what came from a cache, or thinking, beside the rest and not in it: a part is then more than its whole, or
 * the total is the sum of all three (xAI; spec/providers/README.md).
 */
function whole(told: Counts, total: number): Counts {
  const { prompt, completion, cached, reasoning } = told;
  const apart = reasoning > completion || (reasoning > 0 && total === prompt + completion + reasoning);
  return { ...told, prompt: cached > prompt ? prompt + cached : prompt, completion: apart ? completion + reasoning : completion };
}
