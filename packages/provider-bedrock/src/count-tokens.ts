import { FaultError, type Codec } from '@sluice/provider-sdk';
import { compact, countIn, jsonIn } from '@sluice/provider-sdk/chat';
import { modelPath } from './address.ts';
import { familyOf } from './converse/family.ts';
import { writeRequest } from './converse/write-request.ts';
import type { BedrockFields } from './fields.ts';

/** The members of a conversation that are counted. Source: Bedrock API reference, ConverseTokensRequest, read 2026-11. */
const COUNTED = ['messages', 'system', 'toolConfig', 'additionalModelRequestFields'];

/** Counts what a chat call would send. Spoken to in chat; answers `{"input_tokens":n}`. */
export const countTokens: Codec<BedrockFields> = {
  request: (call, { model }) => {
    const body = writeRequest(call, familyOf(model));
    const counted = compact(Object.fromEntries(COUNTED.map((name) => [name, body[name]])));
    return { path: modelPath(model, 'count-tokens'), body: { input: { converse: counted } } };
  },
  reply: ({ json }) => {
    const count = countIn(jsonIn(json)?.['inputTokens']);
    if (count === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'the provider answered without a count' });
    return { input_tokens: count };
  },
};
