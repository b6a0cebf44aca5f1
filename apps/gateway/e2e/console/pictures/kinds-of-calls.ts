/** What is asked of the gateway all day, and what it is like. */
export interface KindOfCall {
  readonly app: string;
  readonly config: string;
  readonly prompt?: string;
  /** How often, beside the others. */
  readonly weight: number;
  readonly streamed: boolean;
  /** Who answers, in the order in which they are tried; each by chance where there is a `weight`. */
  readonly answerers: readonly Answerer[];
  /** Tokens, usually. */
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly experiment?: string;
  readonly talk: readonly (readonly [question: string, answer: string])[];
}

/** One target of a config. */
export interface Answerer {
  readonly name: string;
  readonly provider: string;
  readonly virtualKey: string;
  readonly model: string;
  /** US dollars for a million tokens. */
  readonly inputPrice: number;
  readonly outputPrice: number;
  /** Milliseconds until its first token, usually, and for each token after it. */
  readonly firstMs: number;
  readonly tokenMs: number;
}

const SONNET: Answerer = {
  name: 'careful',
  provider: 'anthropic',
  virtualKey: 'anthropic-eu',
  model: 'claude-sonnet-4-5',
  inputPrice: 3,
  outputPrice: 15,
  firstMs: 640,
  tokenMs: 12,
};
const GPT: Answerer = {
  ...SONNET,
  name: 'spare',
  provider: 'openai',
  virtualKey: 'openai-main',
  model: 'gpt-4.1',
  inputPrice: 2,
  outputPrice: 8,
  firstMs: 520,
  tokenMs: 9,
};
const LLAMA: Answerer = {
  ...SONNET,
  name: 'quick',
  provider: 'groq',
  virtualKey: 'groq-fast',
  model: 'llama-3.3-70b-versatile',
  inputPrice: 0.59,
  outputPrice: 0.79,
  firstMs: 110,
  tokenMs: 3,
};
const MINI: Answerer = { ...GPT, name: 'small', model: 'gpt-4.1-mini', inputPrice: 0.4, outputPrice: 1.6, firstMs: 340, tokenMs: 6 };
const NANO: Answerer = { ...MINI, name: 'shorter', model: 'gpt-4.1-nano', inputPrice: 0.1, outputPrice: 0.4, firstMs: 260, tokenMs: 4 };

export const KINDS_OF_CALLS: readonly KindOfCall[] = [
  {
    app: 'Help desk',
    config: 'pc-support',
    prompt: 'pp-support-answer',
    weight: 5,
    streamed: true,
    answerers: [SONNET, GPT],
    input: 820,
    output: 180,
    cached: 0,
    talk: [
      [
        'Where is my order 48213?',
        'It left our warehouse on Tuesday and is with the carrier. I do not know the day, but I can have them ring you.',
      ],
      ['The kettle you sent has no lid.', 'I am sorry about that. A lid is on its way to you, and there is nothing to send back.'],
      ['Can I still change the address?', 'Yes: order 48377 has not been packed yet. Tell me the new address and I will put it in.'],
    ],
  },
  {
    app: 'Shop search',
    config: 'pc-search',
    prompt: 'pp-query-rewrite',
    weight: 8,
    streamed: false,
    answerers: [LLAMA],
    input: 140,
    output: 24,
    cached: 0.22,
    talk: [
      ['Say what a shopper means by “wrm coat kid” as a list of words.', 'warm, winter coat, children'],
      ['Say what a shopper means by “thing for screws” as a list of words.', 'screwdriver, drill bit, toolkit'],
    ],
  },
  {
    app: 'Nightly summaries',
    config: 'pc-summaries',
    prompt: 'pp-ticket-summary',
    weight: 3,
    streamed: false,
    answerers: [{ ...MINI, name: 'control' }],
    input: 1_900,
    output: 90,
    cached: 0,
    experiment: 'shorter-summaries',
    talk: [
      [
        'Sum this ticket up in three sentences: the customer writes that the blue lamp flickers since Sunday …',
        'A blue lamp flickers since Sunday. Another bulb did not help. The customer would like a new one, not a refund.',
      ],
    ],
  },
];

/** The other arm of the experiment. */
export const SHORTER: Answerer = NANO;
