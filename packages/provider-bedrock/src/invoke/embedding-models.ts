import type { Json } from '@sluice/provider-sdk';
import { cannot, compact, isJson, jsonIn, listIn, numberAt, stringAt } from '@sluice/provider-sdk/chat';
import { onlyInput, readInputs, textOf } from './inputs.ts';

/** How one family of models is asked for embeddings, and where its answer has them. */
export interface EmbeddingModel {
  readonly write: (call: Json) => Json;
  /** One for each input, in their order. */
  readonly read: (reply: Json) => readonly unknown[];
}

/** Source: Bedrock user guide, "Amazon Titan Embeddings G1 - Text" and "Titan Text Embeddings V2", read 2026-11; recorded calls. */
const titanText = (version: 1 | 2): EmbeddingModel => ({
  write: (call) => {
    const dimensions = numberAt(call, 'dimensions');
    if (dimensions !== undefined && version === 1) throw cannot('dimensions', 'this model has one size of vector');
    return { inputText: textOf(onlyInput(call)), ...compact({ dimensions, normalize: call['normalize'] }) };
  },
  read: ({ embedding, embeddingsByType }) => [embedding ?? jsonIn(embeddingsByType)?.['float']],
});

/** Source: Bedrock user guide, "Amazon Titan Multimodal Embeddings G1", read 2026-11. */
const titanMultimodal: EmbeddingModel = {
  write: (call) => {
    const { text, image } = onlyInput(call);
    const dimensions = numberAt(call, 'dimensions');
    return {
      ...compact({ inputText: text, inputImage: image?.base64 }),
      ...(dimensions !== undefined && { embeddingConfig: { outputEmbeddingLength: dimensions } }),
    };
  },
  read: ({ embedding }) => [embedding],
};

/** Source: Bedrock user guide, "Cohere Embed v3" and "Cohere Embed v4", read 2026-11. */
const cohere = (version: 3 | 4): EmbeddingModel => ({
  write: (call) => {
    const inputs = readInputs(call);
    const dimensions = numberAt(call, 'dimensions');
    if (dimensions !== undefined && version === 3) throw cannot('dimensions', 'this model has one size of vector');
    const images = inputs.flatMap(({ image }) => (image ? [`data:${image.mediaType};base64,${image.base64}`] : []));
    const mixed = inputs.find(({ text, image }) => (images.length > 0 && !image) || (image && text !== undefined));
    if (mixed) throw cannot(mixed.path, 'this model embeds texts or pictures in one call and not both');
    return {
      ...(images.length > 0 ? { images } : { texts: inputs.map(textOf) }),
      // Of no meaning in an OpenAI call, and required here: what is embedded first is what will be searched.
      input_type: stringAt(call, 'input_type') ?? (images.length > 0 && version === 3 ? 'image' : 'search_document'),
      embedding_types: ['float'],
      ...compact({ truncate: stringAt(call, 'truncate'), output_dimension: dimensions }),
    };
  },
  read: ({ embeddings }) => listIn(isJson(embeddings) ? embeddings['float'] : embeddings),
});

/** Source: Amazon Nova user guide, "Complete embeddings request and response schema", read 2026-11. */
const nova: EmbeddingModel = {
  write: (call) => ({
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: {
      embeddingPurpose: stringAt(call, 'input_type') ?? 'GENERIC_INDEX',
      ...compact({ embeddingDimension: numberAt(call, 'dimensions') }),
      // What is too long is refused and not cut, as by OpenAI.
      text: { truncationMode: 'NONE', value: textOf(onlyInput(call)) },
    },
  }),
  read: ({ embeddings }) => listIn(embeddings).map((each) => jsonIn(each)?.['embedding']),
};

const MODELS: readonly (readonly [RegExp, EmbeddingModel])[] = [
  [/amazon\.titan-embed-(?:text-v1|g1)/, titanText(1)],
  [/amazon\.titan-embed-text/, titanText(2)],
  [/amazon\.titan-embed-image/, titanMultimodal],
  [/cohere\.embed-v4/, cohere(4)],
  [/cohere\.embed/, cohere(3)],
  [/amazon\.nova-.*embed/, nova],
];

export const embeddingModel = (model: string): EmbeddingModel | undefined => MODELS.find(([ids]) => ids.test(model))?.[1];
