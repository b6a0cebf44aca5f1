/** A parameter of the call: what somebody set, and nothing else. */
export type Parameters = Readonly<Record<string, number | string | boolean | readonly string[]>>;

/** How an answer is wanted. */
export const FORMATS = ['text', 'json_object', 'json_schema'] as const;
export type Format = (typeof FORMATS)[number];

/** Everything of a call beside its words and whom it asks. The texts are JSON, as somebody types it. */
export interface Settings {
  readonly parameters: Parameters;
  /** A list of tools. */
  readonly tools: string;
  /** `auto`, `none`, `required`, or the name of a tool; empty where nothing is said. */
  readonly toolChoice: string;
  readonly format: Format;
  /** A JSON schema, where the format is one. */
  readonly schema: string;
  /** An object of names and texts, for the log. */
  readonly metadata: string;
  /** More members of the body. */
  readonly extra: string;
  readonly stream: boolean;
}

export const NO_SETTINGS: Settings = {
  parameters: {},
  tools: '',
  toolChoice: '',
  format: 'text',
  schema: '',
  metadata: '',
  extra: '',
  stream: true,
};
