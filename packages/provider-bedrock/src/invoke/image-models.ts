import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, compact, jsonIn, listIn, numberAt, stringAt, textIn } from '@sluice/provider-sdk/chat';

/** How one family of models is asked for pictures, and where its answer has them. */
export interface ImageModel {
  readonly write: (call: Json) => Json;
  readonly read: (reply: Json) => ImagesRead;
}

export interface ImagesRead {
  /** In base64. */
  readonly images: readonly string[];
  /** Why there are none, or fewer, where the provider says so. */
  readonly refusal: string | undefined;
}

/** Source: Amazon Nova user guide, "Image generation request and response format", and Bedrock's of Titan, read 2026-11. */
const canvas: ImageModel = {
  write: (call) => {
    const [width, height] = sizeOf(call) ?? [];
    return {
      taskType: 'TEXT_IMAGE',
      textToImageParams: {
        text: promptOf(call),
        ...compact({ negativeText: stringAt(call, 'negative_prompt'), style: call['style'] ?? undefined }),
      },
      imageGenerationConfig: {
        ...compact({
          numberOfImages: numberAt(call, 'n'),
          width,
          height,
          quality: qualityOf(call),
          cfgScale: numberAt(call, 'cfg_scale'),
          seed: numberAt(call, 'seed'),
        }),
      },
    };
  },
  read: ({ images, error }) => ({ images: texts(images), refusal: textIn(error) }),
};

/** Source: Bedrock user guide, "Stability AI models", read 2026-11. */
const stability: ImageModel = {
  write: (call) => {
    if ((numberAt(call, 'n') ?? 1) !== 1) throw cannot('n', 'this model makes one picture to a call');
    const size = sizeOf(call);
    return {
      prompt: promptOf(call),
      ...compact({
        aspect_ratio: stringAt(call, 'aspect_ratio') ?? (size && nearestRatio(size[0] / size[1])),
        output_format: stringAt(call, 'output_format'),
        negative_prompt: stringAt(call, 'negative_prompt'),
        seed: numberAt(call, 'seed'),
      }),
    };
  },
  read: ({ images, finish_reasons: reasons }) => ({ images: texts(images), refusal: texts(reasons)[0] }),
};

const RATIOS = ['16:9', '1:1', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21'] as const;

function nearestRatio(wanted: number): string {
  const distance = (ratio: string) => {
    const [width = 1, height = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(width / height / wanted));
  };
  return RATIOS.reduce<string>((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), '1:1');
}

function promptOf(call: Json): string {
  const prompt = stringAt(call, 'prompt');
  if (prompt === undefined || prompt === '') throw badRequest('prompt', 'must say what to show');
  return prompt;
}

function sizeOf(call: Json): readonly [number, number] | undefined {
  const size = stringAt(call, 'size');
  if (size === undefined || size === 'auto') return undefined;
  const [, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(size) ?? [];
  if (width === undefined || height === undefined) throw badRequest('size', 'must be a width and a height, as 1024x1024');
  return [Number(width), Number(height)];
}

/** OpenAI's words for it, old and new, are two here. */
function qualityOf(call: Json): string | undefined {
  const quality = stringAt(call, 'quality');
  if (quality === undefined || quality === 'auto') return undefined;
  return quality === 'hd' || quality === 'high' || quality === 'premium' ? 'premium' : 'standard';
}

const texts = (value: unknown): readonly string[] => listIn(value).filter((each) => typeof each === 'string');

const MODELS: readonly (readonly [RegExp, ImageModel])[] = [
  [/amazon\.(?:titan-image|nova-canvas)/, canvas],
  [/stability\.(?:stable-image-(?:ultra|core)|sd3)/, stability],
];

export const imageModel = (model: string): ImageModel | undefined => MODELS.find(([ids]) => ids.test(model))?.[1];

/** Bedrock keeps no pictures that an address could point to. */
export function refuseImages(call: Json): void {
  if (call['response_format'] === 'url') throw cannot('response_format', 'Bedrock gives pictures as b64_json and not at an address');
  if (call['stream'] === true) throw cannot('stream', 'Bedrock gives pictures whole');
  if (call['background'] === 'transparent') throw cannot('background', 'this model makes no transparent pictures');
  if (jsonIn(call['image'])) throw cannot('image', 'this address makes pictures of words alone');
}
