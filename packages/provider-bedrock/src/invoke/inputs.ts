import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, isJson, jsonIn, sourceOf, textIn } from '@sluice/provider-sdk/chat';

/** One thing to embed: text, a picture, or, for models that take them together, both. */
export interface Input {
  readonly text: string | undefined;
  /** In base64, with its media type. */
  readonly image: { readonly mediaType: string; readonly base64: string } | undefined;
  readonly path: string;
}

/** `input` of an embeddings call: texts, or objects with `text` and `image` in them. */
export function readInputs(call: Json): readonly Input[] {
  const { input } = call;
  if (!Array.isArray(input)) return [readInput(input, 'input')];
  if (input.length === 0) throw badRequest('input', 'must not be empty');
  if (typeof input[0] === 'number' || Array.isArray(input[0])) throw cannot('input', 'Bedrock takes text and not tokens');
  return input.map((each: unknown, index) => readInput(each, `input[${index}]`));
}

function readInput(input: unknown, path: string): Input {
  if (typeof input === 'string') return { text: input, image: undefined, path };
  if (!isJson(input)) throw badRequest(path, 'must be text, or an object with "text" or "image"');
  const text = textIn(input['text']);
  const image = textIn(input['image']) ?? textIn(jsonIn(input['image'])?.['base64']) ?? textIn(jsonIn(input['image'])?.['url']);
  if (text === undefined && image === undefined) throw badRequest(path, 'must hold "text" or "image"');
  return { text, image: image === undefined ? undefined : readImage(image, `${path}.image`), path };
}

function readImage(image: string, path: string): NonNullable<Input['image']> {
  if (!/^(?:data|https?|s3):/i.test(image)) return { mediaType: 'image/png', base64: image };
  const source = sourceOf(image, 'image/png');
  if (source.kind === 'data') return { mediaType: source.mediaType, base64: source.base64 };
  throw cannot(path, 'Bedrock loads nothing from an address; send the data itself');
}

/** For models that embed one thing at a time. */
export function onlyInput(call: Json): Input {
  const inputs = readInputs(call);
  if (inputs.length > 1) throw cannot('input', 'this model embeds one input to a call');
  return inputs[0]!;
}

/** For models that embed text alone. */
export function textOf({ text, image, path }: Input): string {
  if (image || text === undefined) throw cannot(`${path}.image`, 'this model embeds text alone');
  return text;
}
