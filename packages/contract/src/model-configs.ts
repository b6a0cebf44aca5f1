/** US cents for one of a unit. */
export interface CentsEach {
  readonly price: number;
}

/** US cents for one token of each kind; a kind whose price nobody knows is left out. */
export interface TokenCents {
  readonly request_token?: CentsEach;
  readonly response_token?: CentsEach;
  readonly cache_read_input_token?: CentsEach;
  /** Thought, where it has a price of its own. */
  readonly reasoning_token?: CentsEach;
}

/** What is paid for what is used. */
export interface PayAsYouGo extends TokenCents {
  readonly cache_write_input_token?: CentsEach;
  /** Kept for an hour. */
  readonly cache_write_1h_input_token?: CentsEach;
  readonly request_audio_token?: CentsEach;
  readonly response_audio_token?: CentsEach;
  readonly request_image_token?: CentsEach;
  readonly response_image_token?: CentsEach;
  /** What is no token: `web_search`, `page`, `query`, `audio_second`, `video_second`, `character`, `input_image`. */
  readonly additional_units?: Readonly<Record<string, CentsEach>>;
  /** A picture, by quality and size; `default` is any. */
  readonly image?: Readonly<Record<string, Readonly<Record<string, CentsEach>>>>;
  /** Instead of them where the answer may wait a day. */
  readonly batch?: TokenCents;
  /** Instead of them by service tier. */
  readonly flex?: TokenCents;
  readonly priority?: TokenCents;
  /** Instead of them for the whole of a request whose prompt has more tokens than this. */
  readonly above?: readonly (TokenCents & { readonly tokens: number })[];
}

/** A sum of products, as a tree. */
export interface Reckoning {
  readonly operation: 'sum' | 'multiply';
  readonly operands: readonly {
    readonly operation: 'sum' | 'multiply';
    readonly operands: readonly { readonly value: string }[];
  }[];
}

/** `GET /v1/model-configs/pricing/{provider}/{model}` */
export interface ModelPricing {
  readonly pay_as_you_go: PayAsYouGo;
  /** How a request's cost is made of tokens and `rates`. */
  readonly calculate: { readonly request: Reckoning; readonly response: Reckoning };
  readonly currency: 'USD';
  /** What it costs when somebody has made another of it by fine-tuning; null where nobody knows. */
  readonly finetune_config: { readonly pay_as_you_go: PayAsYouGo } | null;
}
