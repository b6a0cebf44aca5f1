import { listIn, numberIn, objectIn, textIn } from '../json.ts';
import type { Piece } from '../frames.ts';
import { counts, Listener, type Counts, type Heard } from './heard.ts';

/** An answer of Ollama's own `/api/chat`, whole or line by line. */
export function heardInOllama(pieces: readonly Piece[]): Heard {
  const to = new Listener();
  let usage: Counts | undefined;
  let failure: string | undefined;
  for (const { data } of pieces) {
    const said = objectIn(data);
    if (typeof said['error'] === 'string') failure = said['error'];
    const message = objectIn(said['message']);
    to.text += textIn(message['content']);
    to.thinking += textIn(message['thinking']);
    for (const call of listIn(message['tool_calls']))
      to.wholeCall(textIn(objectIn(call['function'])['name']), objectIn(call['function'])['arguments']);
    if (said['done'] !== true) continue;
    to.finish = said['done_reason'] === 'length' ? 'length' : to.called ? 'tool_calls' : 'stop';
    usage = counts(numberIn(said['prompt_eval_count']), numberIn(said['eval_count']));
  }
  return { answers: [to.answer], usage, ...(failure !== undefined && { failure }) };
}
