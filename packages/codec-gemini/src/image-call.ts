import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, numberAt, stringAt } from '@sluice/provider-sdk/chat';

/** An image call of OpenAI's, as far as pictures are made here. */
export interface ImageCall {
  readonly prompt: string;
  readonly count: number;
  readonly size: string | undefined;
  readonly mimeType: string | undefined;
}

/** Reads it; refuses what would be another picture. Quality and style are words of OpenAI's models and are left out. */
export function readImageCall(call: Json): ImageCall {
  const prompt = stringAt(call, 'prompt');
  if (prompt === undefined || prompt === '') throw badRequest('prompt', 'must say what to draw');
  if (call['response_format'] === 'url') throw cannot('response_format', 'pictures are not kept here; ask for b64_json');
  if (call['background'] === 'transparent') throw cannot('background', 'pictures have a background here');
  const format = stringAt(call, 'output_format');
  if (format !== undefined && format !== 'png' && format !== 'jpeg') throw cannot('output_format', 'pictures are png or jpeg here');
  return { prompt, count: numberAt(call, 'n') ?? 1, size: stringAt(call, 'size'), mimeType: format && `image/${format}` };
}

export const imageReply = (createdS: number, pictures: readonly string[], usage?: Json): Json => ({
  created: createdS,
  data: pictures.map((picture) => ({ b64_json: picture })),
  ...(usage && { usage }),
});
