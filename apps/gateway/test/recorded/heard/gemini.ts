import { listIn, numberIn, objectIn, textIn, type Json } from '../json.ts';
import type { Piece } from '../frames.ts';
import { counts, Listener, type Finish, type Heard } from './heard.ts';

/** spec/providers/google-gemini.md §6; numbers are the proto's, where a client asked for them. */
const FINISHES: Readonly<Record<string, Finish>> = {
  1: 'stop',
  2: 'length',
  MAX_TOKENS: 'length',
  ...Object.fromEntries(
    [
      'SAFETY',
      'RECITATION',
      'BLOCKLIST',
      'PROHIBITED_CONTENT',
      'SPII',
      'IMAGE_SAFETY',
      'IMAGE_PROHIBITED_CONTENT',
      'IMAGE_RECITATION',
      'LANGUAGE',
      '3',
      '4',
    ].map((name) => [name, 'content_filter' as const]),
  ),
};

/** An answer of generateContent, whole or in pieces. */
export function heardInGemini(pieces: readonly Piece[]): Heard {
  const answers = new Map<number, Listener>();
  let usage: Json = {};
  let failure: string | undefined;
  let blocked = false;
  for (const { data } of pieces) {
    const said = objectIn(Array.isArray(data) ? data[0] : data);
    usage = { ...usage, ...objectIn(said['usageMetadata']) };
    if (said['error']) failure = textIn(objectIn(said['error'])['message']);
    blocked ||= objectIn(said['promptFeedback'])['blockReason'] !== undefined;
    for (const candidate of listIn(said['candidates'])) {
      const index = numberIn(candidate['index']);
      hear(candidate, answers.get(index) ?? answers.set(index, new Listener()).get(index)!);
    }
  }
  const told = [...answers.values()].map((each) => {
    const { answer } = each;
    return each.called && answer.finish === 'stop' ? { ...answer, finish: 'tool_calls' as const } : answer;
  });
  if (told.length === 0 && blocked) told.push({ ...new Listener().answer, finish: 'content_filter' });
  return { answers: told, usage: usageOf(usage), ...(failure !== undefined && { failure }) };
}

function hear(candidate: Json, to: Listener): void {
  for (const part of listIn(objectIn(candidate['content'])['parts'])) {
    const { text, thought, functionCall } = part;
    if (functionCall) to.wholeCall(textIn(objectIn(functionCall)['name']), objectIn(functionCall)['args']);
    else if (thought === true) to.thinking += textIn(text);
    else to.text += textIn(text);
  }
  const finish = candidate['finishReason'];
  if (typeof finish === 'string' || typeof finish === 'number') to.finish = FINISHES[finish] ?? 'stop';
}

const usageOf = (usage: Json) => {
  if (Object.keys(usage).length === 0) return undefined;
  const thought = numberIn(usage['thoughtsTokenCount']);
  // What tools brought in is read by the model like the rest of the prompt.
  const prompt = numberIn(usage['promptTokenCount']) + numberIn(usage['toolUsePromptTokenCount']);
  return counts(prompt, numberIn(usage['candidatesTokenCount']) + thought, numberIn(usage['cachedContentTokenCount']), thought);
};
