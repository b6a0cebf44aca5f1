/** What can be begun, and how it is described to whoever has to choose. */
export const KINDS = {
  openai: 'a provider that speaks OpenAI’s language, or nearly',
  own: 'a provider with a language of its own',
  strategy: 'a way to choose among targets',
  check: 'a guardrail check',
} as const;

/** One of `KINDS`; the name of its template. */
export type Kind = keyof typeof KINDS;

/** Whether it is one of `KINDS`. */
export const isKind = (name: string): name is Kind => Object.hasOwn(KINDS, name);
