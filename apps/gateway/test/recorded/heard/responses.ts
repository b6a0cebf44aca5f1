import { listIn, numberIn, objectIn, textIn, type Json } from '../json.ts';
import type { Piece } from '../frames.ts';
import { counts, Listener, type Heard } from './heard.ts';

/** An answer of the Responses API, whole or by its events; of a stream both what grows and the end must say the same. */
export function heardInResponses(pieces: readonly Piece[]): Heard & { readonly ending?: Heard } {
  const [first] = pieces;
  if (pieces.length === 1 && objectIn(first?.data)['type'] === undefined) return heardWhole(objectIn(first?.data));
  const to = new Listener();
  let ending: Heard | undefined;
  let failure: string | undefined;
  for (const { data } of pieces) {
    const said = objectIn(data);
    const place = numberIn(said['output_index']);
    switch (said['type']) {
      case 'response.output_text.delta':
        to.text += textIn(said['delta']);
        break;
      case 'response.refusal.delta':
        to.refusal += textIn(said['delta']);
        break;
      case 'response.reasoning_text.delta':
      case 'response.reasoning_summary_text.delta':
        to.thinking += textIn(said['delta']);
        break;
      case 'response.output_item.added': {
        const item = objectIn(said['item']);
        if (item['type'] === 'function_call') to.call(place, textIn(item['name']), textIn(item['arguments']));
        break;
      }
      case 'response.function_call_arguments.delta':
        to.more(place, textIn(said['delta']));
        break;
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        ending = heardWhole(objectIn(said['response']));
        failure = ending.failure;
        break;
      case 'error':
        failure = textIn(said['message']) || textIn(objectIn(said['error'])['message']);
    }
  }
  to.finish = ending?.answers[0]?.finish ?? 'none';
  return { answers: [to.answer], usage: ending?.usage, ...(ending && { ending }), ...(failure !== undefined && { failure }) };
}

function heardWhole(response: Json): Heard {
  const to = new Listener();
  for (const item of listIn(response['output'])) {
    if (item['type'] === 'function_call') to.wholeCall(textIn(item['name']), textIn(item['arguments']));
    if (item['type'] === 'message')
      for (const part of listIn(item['content'])) {
        to.text += textIn(part['text']);
        to.refusal += textIn(part['refusal']);
      }
    if (item['type'] === 'reasoning')
      to.thinking += [...listIn(item['summary']), ...listIn(item['content'])].map(({ text }) => textIn(text)).join('');
  }
  const { reason } = objectIn(response['incomplete_details']);
  if (response['status'] === 'completed') to.finish = to.called ? 'tool_calls' : 'stop';
  if (response['status'] === 'incomplete') to.finish = reason === 'content_filter' ? 'content_filter' : 'length';
  const failure = response['error'] ? textIn(objectIn(response['error'])['message']) : undefined;
  return { answers: [to.answer], usage: usageOf(response['usage']), ...(failure !== undefined && { failure }) };
}

function usageOf(usage: unknown) {
  if (typeof usage !== 'object' || usage === null) return undefined;
  const { input_tokens: prompt, output_tokens: completion, ...rest } = usage as Json;
  const cached = objectIn(rest['input_tokens_details'])['cached_tokens'];
  const reasoning = objectIn(rest['output_tokens_details'])['reasoning_tokens'];
  return counts(numberIn(prompt), numberIn(completion), numberIn(cached), numberIn(reasoning));
}
