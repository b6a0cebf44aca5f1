import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, sourceOf, textIn } from '@sluice/provider-sdk/chat';

/** What an assistant's message carries of Gemini's own, given out in an earlier answer (see `answer.ts`). */
export interface OwnMembers {
  /** Parts that chat has no words for, as they came: what tools of the host were asked and said. */
  readonly parts: readonly Json[];
  readonly images: readonly Json[];
  /** Of the text. */
  readonly thoughtSignature: string | undefined;
}

/** Reads the message at `path` (`messages[3]`) of a chat call. */
export function ownMembers(call: Json, path: string): OwnMembers {
  const message = jsonIn(listIn(call['messages'])[Number(/\d+/.exec(path)?.[0])]) ?? {};
  return {
    parts: listIn(message['native_parts']).filter(isJson),
    images: listIn(message['images']).filter(isJson).flatMap(imagePart),
    thoughtSignature: signatureOf(message),
  };
}

/** Where Google's own OpenAI-shaped door puts it, and where its users do. */
const signatureOf = (from: Json): string | undefined =>
  textIn(jsonIn(jsonIn(from['extra_content'])?.['google'])?.['thought_signature']) ?? textIn(from['thought_signature']);

function imagePart(image: Json): readonly Json[] {
  const url = textIn(jsonIn(image['image_url'])?.['url']);
  const source = url === undefined ? undefined : sourceOf(url, 'image/png');
  if (source?.kind !== 'data') return [];
  const thoughtSignature = signatureOf(image);
  return [{ inlineData: { mimeType: source.mediaType, data: source.base64 }, ...(thoughtSignature !== undefined && { thoughtSignature }) }];
}

/** The form that is read above. */
export const signed = (thoughtSignature: string | undefined): Json | undefined =>
  thoughtSignature === undefined ? undefined : { extra_content: { google: { thought_signature: thoughtSignature } } };
