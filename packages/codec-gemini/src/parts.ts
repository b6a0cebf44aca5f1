import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';
import { signed } from './own-members.ts';

/** One part of an answer, by what it is to a chat client. */
export type AnswerPart =
  | { readonly kind: 'text'; readonly text: string; readonly signature: string | undefined }
  | { readonly kind: 'thought'; readonly text: string; readonly signature: string | undefined }
  | { readonly kind: 'call'; readonly call: Json; readonly signature: string | undefined }
  | { readonly kind: 'image'; readonly image: Json }
  /** Nothing that chat has a word for: what tools of the host were asked and said, sound, files. */
  | { readonly kind: 'native'; readonly part: Json };

/** The parts of a candidate; there may be none, and no content either. */
export const partsOf = (candidate: Json): readonly AnswerPart[] =>
  listIn(jsonIn(candidate['content'])?.['parts']).filter(isJson).map(partOf);

function partOf(part: Json): AnswerPart {
  const signature = textIn(part['thoughtSignature']) ?? textIn(part['thought_signature']);
  const call = jsonIn(part['functionCall']);
  if (call) return { kind: 'call', call, signature };
  const text = textIn(part['text']);
  if (text !== undefined) return { kind: part['thought'] === true ? 'thought' : 'text', text, signature };
  const data = jsonIn(part['inlineData']);
  const mimeType = textIn(data?.['mimeType']) ?? '';
  // A picture that is thought of is a draft of the one that is meant.
  if (!data || !mimeType.startsWith('image/') || part['thought'] === true) return { kind: 'native', part };
  const url = `data:${mimeType};base64,${textIn(data['data']) ?? ''}`;
  return { kind: 'image', image: { type: 'image_url', image_url: { url }, ...signed(signature) } };
}
