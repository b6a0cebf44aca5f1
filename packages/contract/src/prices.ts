/** What a model can do. */
export type ModelCapability =
  | 'chat'
  | 'completions'
  | 'responses'
  | 'embeddings'
  | 'rerank'
  | 'moderation'
  | 'images'
  | 'image_edits'
  | 'video'
  | 'speech'
  | 'transcription'
  | 'translation'
  | 'ocr'
  | 'realtime'
  | 'tools'
  | 'json'
  | 'json_schema'
  | 'reasoning'
  | 'vision'
  | 'pdf'
  | 'audio_in'
  | 'audio_out'
  | 'video_in'
  | 'prompt_caching'
  | 'web_search';

/** What somebody knows of a model better than the provider's catalogue. */
export interface ModelKnowledge {
  readonly context?: number;
  readonly max_output?: number;
  readonly supports?: readonly ModelCapability[];
  /** `YYYY-MM-DD` */
  readonly retires?: string;
  /** US dollars per million tokens, or per what a member is named for. */
  readonly price?: Readonly<Record<string, unknown>>;
}

/** `POST /v1/admin/prices` */
export interface CreatePrice extends ModelKnowledge {
  /** The provider's slug or an alias. */
  readonly provider: string;
  readonly model: string;
}

/** `PUT /v1/admin/prices/{provider}%2F{model}`: what is sent is changed, null is taken away. */
export type UpdatePrice = { readonly [Member in keyof ModelKnowledge]?: ModelKnowledge[Member] | null };

/** How it is shown. */
export interface PriceView extends ModelKnowledge {
  /** `provider/model` */
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'price';
  readonly origin: 'api';
}
