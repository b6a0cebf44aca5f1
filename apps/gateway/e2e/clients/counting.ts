import { Listening } from '../../test/support/stand-ins/heard.ts';
import type { Json } from '../../test/support/stand-ins/json.ts';
import { openaiChat } from '../../test/support/stand-ins/openai-chat/index.ts';
import type { Addresses } from '../../test/support/stand-ins/stand-in.ts';
import type { WireFormat } from '../../test/support/stand-ins/wire-format.ts';

/** How many tokens every provider counts that can. */
export const COUNTED = 42;

/** An address that counts whatever it is given. */
const counts = (answer: Json): WireFormat => ({ ...openaiChat(), hear: () => new Listening(), whole: () => answer });

/** A provider's addresses and, before them, those at which three of the wire formats count tokens. */
export const counting = (own: Addresses): Addresses => [
  // Source: js-genai, 2026-08-21.
  { path: /:countTokens$/, format: counts({ totalTokens: COUNTED }) },
  // Source: Bedrock API reference, CountTokens, 2026.
  { path: /\/count-tokens$/, format: counts({ inputTokens: COUNTED }) },
  // Source: anthropic-sdk-typescript, 2026-08-19.
  { path: /\/messages\/count_tokens$/, format: counts({ input_tokens: COUNTED }) },
  ...own,
];
