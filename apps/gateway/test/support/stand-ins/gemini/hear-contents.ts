import type { Listening } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Signatures } from '../signatures.ts';
import { refuse, unknown } from './refuse.ts';

const PART =
  'text inlineData fileData functionCall functionResponse executableCode codeExecutionResult thought thoughtSignature mediaResolution';

/**
 * Turns of user and model, where answers of functions follow their calls, as many as there were. What the user says besides may stand in
 * a turn of its own after them (recorded, 2025).
 */
export function hearContents(contents: unknown, heard: Listening, signatures: Signatures): void {
  const signing = /gemini-(?:[3-9]|\d\d)/.test(heard.model);
  const turns = objectsIn(contents);
  if (turns.length === 0) refuse('contents is not specified');
  if (turns[0]!['role'] !== 'user') refuse('Please ensure that the conversation starts with a user turn');
  if (turns.at(-1)!['role'] !== 'user') refuse('Please ensure that multiturn requests end with a user role');
  let open: readonly string[] = [];
  for (const turn of turns) {
    onlyKnown(turn, 'role parts', unknown);
    const role = textIn(turn['role']);
    if (role !== 'user' && role !== 'model') refuse('Please use a valid role: user, model.');
    const parts = objectsIn(turn['parts']);
    if (parts.length === 0) refuse('contents.parts must not be empty');
    open = hearParts(parts, role === 'model', open, heard, signing ? signatures : undefined);
  }
}

function hearParts(
  parts: readonly Json[],
  model: boolean,
  open: readonly string[],
  heard: Listening,
  signatures: Signatures | undefined,
): readonly string[] {
  const calls: string[] = [];
  const answers: string[] = [];
  let text = '';
  for (const part of parts) {
    onlyKnown(part, PART, unknown);
    if (part['thoughtSignature'] !== undefined) heard.signatures.push(textIn(part['thoughtSignature']));
    if (isObject(part['functionCall'])) {
      onlyKnown(part['functionCall'], 'id name args', unknown);
      const { name, args, id } = part['functionCall'];
      if (!model) refuse('a function call in a user turn');
      if (signatures) checkSignature(part, calls.length === 0, textIn(name), signatures);
      calls.push(textIn(name));
      heard.calls.push({ id: textIn(id) || textIn(name), name: textIn(name), input: args ?? {} });
    } else if (isObject(part['functionResponse'])) {
      onlyKnown(part['functionResponse'], 'id name response parts', unknown);
      const { name, response, id } = part['functionResponse'];
      if (!isObject(response)) refuse('functionResponse.response must be an object');
      answers.push(textIn(name));
      heard.results.push({ id: textIn(id) || textIn(name), text: resultText(objectIn(response)) });
    } else if (isObject(part['inlineData'])) {
      onlyKnown(part['inlineData'], 'mimeType data', unknown);
      heard.images.push(textIn(part['inlineData']['data']));
    } else if (part['thought'] === true) heard.thought.push(textIn(part['text']));
    else text += textIn(part['text']);
  }
  if (answers.length !== open.length || answers.some((name) => !open.includes(name)))
    refuse(
      'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
    );
  heard.say(model ? 'assistant' : 'user', text);
  return calls;
}

/** Gemini 3: the first call of a turn has to bring back what it was signed with. */
function checkSignature(part: Json, first: boolean, name: string, signatures: Signatures): void {
  const signature = part['thoughtSignature'];
  if (signature === undefined && first)
    refuse(`Function call is missing a thought_signature in functionCall parts. Function call \`default_api:${name}\``);
  if (signature !== undefined && signature !== 'skip_thought_signature_validator' && !signatures.isOurs(signature, name))
    refuse('Thought signature is not valid.');
}

/** A text is wrapped by whoever sends it; the member's name is theirs. */
function resultText(response: Json): string {
  const [only, ...others] = Object.values(response);
  return others.length === 0 && typeof only === 'string' ? only : JSON.stringify(response);
}
