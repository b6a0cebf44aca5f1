import { FaultError, withMarkedNumbers, type Asked, type Fault, type Json } from '@sluice/provider-sdk';
import { compact, isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';
import { placeText } from '../place-text.ts';
import { detailBlocks } from './details.ts';
import { endingOf } from './ending.ts';
import { saidIn, type CallHere, type SaidHere } from './said.ts';
import { signedAs } from './signed-call.ts';
import { messageUsage } from './usage.ts';

/** A whole chat reply as a message. */
export function writeReply(reply: Json, asked: Asked): Json {
  const choice = listIn(reply['choices']).find(isJson);
  const message = jsonIn(choice?.['message']);
  if (!choice || !message) throw new FaultError(noMessage(reply));
  const read = saidIn(message);
  const blocks = read.blocks.length > 0 ? read.blocks : detailBlocks(message);
  const said = { ...read, blocks, calls: read.calls.filter(({ name }) => name !== undefined) };
  const ending = endingOf(choice, said.calls.length > 0, said.refusal);
  const own = { ...reply, ...jsonIn(reply['extras']) };
  return {
    id: messageId(reply['id'], asked),
    type: 'message',
    role: 'assistant',
    model: textIn(reply['model']) || (asked.target.model ?? ''),
    content: contentOf(said, asked, choice['finish_reason'] === 'length'),
    ...ending,
    usage: messageUsage(jsonIn(reply['usage']), reply['service_tier']),
    ...compact({ container: own['container'], context_management: own['context_management'] }),
  };
}

/** Some providers answer with 200 and an error. */
function noMessage({ error }: Json): Fault {
  const told = textIn(jsonIn(error)?.['message']);
  if (told !== undefined) return { kind: 'upstream_error', message: told };
  return { kind: 'unreadable_reply', message: 'the reply has no choice with a message in it' };
}

/** A message's id begins with `msg_`, and some clients look. */
export const messageId = (id: unknown, asked: Asked): string => (typeof id === 'string' && id.startsWith('msg_') ? id : `msg_${asked.id}`);

function contentOf(said: SaidHere, asked: Asked, cut: boolean): readonly Json[] {
  const { text, reasoning, refusal, blocks, calls } = said;
  const written = text !== '' ? text : refusal;
  const placed = placeText(
    blocks.filter(({ type }) => type !== 'tool_use').map(withSignature),
    written === '' ? [] : [{ type: 'text', text: written }],
  );
  const told = placed.some(({ type }) => type === 'thinking') ? '' : reasoning;
  // The thinking that led to a signed call and the call's signature are one block, where nothing stands between them.
  const joined = placed.length === 0 && calls[0]?.thoughtSignature !== undefined;
  const thinking = told !== '' && !joined ? [{ type: 'thinking', thinking: told, signature: '' }] : [];
  const used = calls.flatMap((call, index) => [...signatureOf(call, joined && index === 0 ? told : ''), useOf(call, index, asked, cut)]);
  return [...thinking, ...placed, ...used];
}

/** A client of this API looks for a signature on every thinking block, though some providers sign none. */
const withSignature = (block: Json): Json =>
  block['type'] === 'thinking' && !('signature' in block) ? { ...block, signature: '' } : block;

const signatureOf = ({ thoughtSignature }: CallHere, thinking: string): readonly Json[] =>
  thoughtSignature === undefined ? [] : [{ type: 'thinking', thinking, signature: signedAs(thoughtSignature) }];

const useOf = (call: CallHere, index: number, asked: Asked, cut: boolean): Json => ({
  type: 'tool_use',
  id: call.id ?? `toolu_${asked.id}_${index}`,
  name: call.name ?? '',
  input: inputOf(call.arguments, cut),
});

function inputOf(text: string, cut: boolean): Json {
  if (text.trim() === '') return {};
  try {
    const input: unknown = JSON.parse(withMarkedNumbers(text));
    if (isJson(input)) return input;
    if (input === null) return {};
  } catch {
    // Said below, like JSON that is no object.
  }
  // An answer that was cut short has no input yet; the reason for its end says so.
  if (cut) return {};
  throw new FaultError({ kind: 'generation_failed', message: 'the model wrote arguments for a tool that are no JSON object' });
}
