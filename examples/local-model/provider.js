import { defineProvider, FaultError } from '@sluice/provider-sdk';
import { codec, MOST_TOKENS } from './codec.js';
import { differences } from './differences.js';
import { generate, tokensOf } from './model.js';

/**
 * @import { LocalAnswer, WireRequest } from '@sluice/provider-sdk'
 * @import { Question } from './codec.js'
 */

/** A model in the gateway's own process. No key, no port, nothing to install. */
export default defineProvider({
  id: 'local-proverbs',
  name: 'Local proverbs',
  fields: {},
  // Nobody listens there: `answer` is asked in its place.
  baseURL: 'http://local-proverbs.invalid',
  models: [{ id: 'proverbs', maxOutput: MOST_TOKENS, supports: ['chat'], price: { input: 0, output: 0 } }],
  operations: { chat: { dialect: 'openai-chat', codec } },
  differences,
  answer,
});

/**
 * Takes the network's place. The signal fires when the caller has gone, or waits no longer: then the work ends as well.
 *
 * @type {(request: WireRequest, signal: AbortSignal) => Promise<LocalAnswer>}
 */
async function answer({ body }, signal) {
  const question = /** @type {Question} */ (JSON.parse(new TextDecoder().decode(body)));
  if (question.model !== 'proverbs') throw new FaultError({ kind: 'model_not_found', message: `there is no model "${question.model}"` });
  const lines = linesOf(question, signal);
  if (question.stream) return { status: 200, headers: { 'content-type': 'application/x-ndjson' }, body: inBytes(lines) };
  let whole = { text: '' };
  for await (const line of lines) whole = 'token' in line ? { text: whole.text + line.token } : { ...whole, ...line };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode(JSON.stringify(whole)) };
}

/**
 * A line for each token, and at the end how many there were.
 *
 * @param {Question} question
 * @param {AbortSignal} signal
 */
async function* linesOf({ prompt, most }, signal) {
  let written = 0;
  let cut = false;
  for await (const word of generate(prompt, signal)) {
    cut = written === most;
    if (cut) break;
    yield { token: written === 0 || word === '.' ? word : ` ${word}` };
    written++;
  }
  yield { cut, read: tokensOf(prompt).length, written };
}

/** @param {AsyncIterable<object>} lines */
async function* inBytes(lines) {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(`${JSON.stringify(line)}\n`);
}
