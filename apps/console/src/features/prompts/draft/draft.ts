import type { DraftMessage } from './messages.ts';

/** Parameters that have a field of their own, and the bounds that all providers keep to. */
export const NUMBERS = [
  { name: 'temperature', label: 'Temperature', min: 0, max: 2, step: 0.1 },
  { name: 'top_p', label: 'Top P', min: 0, max: 1, step: 0.05 },
  { name: 'max_tokens', label: 'Most tokens', min: 1, step: 64 },
  { name: 'frequency_penalty', label: 'Frequency penalty', min: -2, max: 2, step: 0.1 },
  { name: 'presence_penalty', label: 'Presence penalty', min: -2, max: 2, step: 0.1 },
  { name: 'seed', label: 'Seed', step: 1 },
] as const;

export type NumberName = (typeof NUMBERS)[number]['name'];

/** How an answer is to look. */
export type AnswerForm = 'text' | 'json_object' | 'json_schema';

/** A version of a prompt while it is written. Texts that are to be JSON may be none for a while. */
export interface Draft {
  /** `raw`: a template that is a list of messages only once it is filled in. */
  readonly kind: 'chat' | 'completion' | 'raw';
  /** Of chat. */
  readonly messages: readonly DraftMessage[];
  /** Of what is not chat. */
  readonly text: string;
  readonly model: string;
  /** A slug; empty for none. */
  readonly virtualKey: string;
  readonly numbers: Readonly<Partial<Record<NumberName, number>>>;
  readonly answer: AnswerForm;
  /** JSON text of what `response_format.json_schema` holds. */
  readonly schema: string;
  /** JSON text of a list; empty for none. */
  readonly tools: string;
  /** `auto`, `none`, `required`, or JSON text; empty for none. */
  readonly toolChoice: string;
  /** JSON text of all other parameters; empty for none. */
  readonly more: string;
  /** What has no field here and goes back as it came. */
  readonly rest: { readonly functions?: readonly unknown[]; readonly template_metadata?: Readonly<Record<string, unknown>> };
}
