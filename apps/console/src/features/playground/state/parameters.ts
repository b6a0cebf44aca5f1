/** A parameter that has a field of its own. */
export interface Parameter {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly field:
    | { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly step: number }
    | { readonly kind: 'words' | 'switch' | 'text' }
    | { readonly kind: 'choice'; readonly choices: readonly string[] };
  /** Whether a value is one that its field can show. */
  readonly takes: (value: unknown) => boolean;
}

const number = (
  name: string,
  label: string,
  about: string,
  limits: { readonly min?: number; readonly max?: number; readonly step: number },
): Parameter => ({
  name,
  label,
  about,
  field: { kind: 'number', ...limits },
  takes: (value) => typeof value === 'number',
});

/** In the order in which they stand on the page. */
export const PARAMETERS: readonly Parameter[] = [
  number('temperature', 'Temperature', 'Higher is more various, lower more alike', { min: 0, max: 2, step: 0.1 }),
  number('top_p', 'Top P', 'Only the likeliest words that add up to this', { min: 0, max: 1, step: 0.05 }),
  number('max_tokens', 'Most tokens', 'The answer ends there', { min: 1, step: 1 }),
  number('max_completion_tokens', 'Most tokens, thoughts included', 'For models that reason', { min: 1, step: 1 }),
  {
    name: 'reasoning_effort',
    label: 'Reasoning effort',
    about: 'How long a model that reasons may think',
    field: { kind: 'choice', choices: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] },
    takes: (value) => typeof value === 'string',
  },
  {
    name: 'stop',
    label: 'Stop at',
    about: 'The answer ends before any of these',
    field: { kind: 'words' },
    takes: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  },
  number('seed', 'Seed', 'The same one gives the same answer, as far as a provider can', { step: 1 }),
  number('frequency_penalty', 'Frequency penalty', 'Above 0, words that came often come less', { min: -2, max: 2, step: 0.1 }),
  number('presence_penalty', 'Presence penalty', 'Above 0, words that came at all come less', { min: -2, max: 2, step: 0.1 }),
  {
    name: 'logprobs',
    label: 'Probabilities',
    about: 'How likely each token of the answer was',
    field: { kind: 'switch' },
    takes: (value) => typeof value === 'boolean',
  },
  number('top_logprobs', 'Probabilities of others', 'Of so many tokens that might have stood there', { min: 0, max: 20, step: 1 }),
  {
    name: 'user',
    label: 'User',
    about: 'Your own name for who asks',
    field: { kind: 'text' },
    takes: (value) => typeof value === 'string',
  },
];
