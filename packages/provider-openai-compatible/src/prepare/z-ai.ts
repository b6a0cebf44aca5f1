import type { JsonObject } from '@sluice/provider-sdk';
import { asMaxTokens, changeMessages, developerAsSystem, schemaAsInstruction } from '@sluice/provider-sdk/openai';
import { maxTokens, systemForDeveloper } from './declared.ts';
import type { Preparation } from './preparation.ts';

const DOCS = 'docs.z.ai, chat completion, as of 2026-11';
const schema = { name: 'a', schema: { type: 'object' } };

/** GLM at Z.ai and at Zhipu: `thinking` is on or off, and JSON follows no schema. Source: docs.z.ai, as of 2026-11; recorded traffic, 2026. */
export const zAi: Preparation = {
  prepare: (body) => {
    asMaxTokens(body);
    prepareThinking(body);
    changeMessages(body, developerAsSystem);
    schemaAsInstruction(body);
  },
  differences: [
    maxTokens,
    systemForDeveloper,
    {
      member: 'thinking.budget_tokens',
      fate: 'dropped',
      how: 'Thinking is on or off.',
      source: DOCS,
      example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    },
    {
      member: 'reasoning_effort',
      fate: 'dropped',
      how: 'No effort at all is thinking disabled.',
      source: DOCS,
      example: { reasoning_effort: 'none' },
    },
    {
      member: 'response_format.json_schema.strict',
      fate: 'refused',
      how: 'No schema is held to.',
      source: DOCS,
      example: { response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } } },
    },
    {
      member: 'response_format',
      fate: 'changed',
      how: 'A schema that is not strict is told to the model in an instruction.',
      source: DOCS,
      example: { response_format: { type: 'json_schema', json_schema: schema } },
    },
  ],
};

function prepareThinking(body: JsonObject): void {
  const thinking = body.object('thinking');
  thinking?.drop('budget_tokens');
  if (thinking?.text('type') === 'adaptive') body.drop('thinking');
  if (body.text('reasoning_effort') !== 'none') return;
  body.setDefault('thinking', { type: 'disabled' });
  body.drop('reasoning_effort');
}
