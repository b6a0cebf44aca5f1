import type { JsonObject } from '@sluice/provider-sdk';
import { changeMessages, developerAsSystem } from '@sluice/provider-sdk/openai';
import { systemForDeveloper } from './declared.ts';
import { kimiSchema } from './kimi-schema.ts';
import type { Preparation } from './preparation.ts';

const DOCS = 'platform.moonshot.ai, chat API and tool use, as of 2026-11';

/** Kimi: both ways to ask for thinking are known; temperatures end at one, and schemas are read more narrowly. Source: platform.moonshot.ai, as of 2026-11. */
export const moonshot: Preparation = {
  prepare: (body) => {
    const temperature = body.get('temperature');
    if (typeof temperature === 'number' && temperature > 1) body.set('temperature', 1);
    if (body.object('thinking')?.text('type') === 'adaptive') body.drop('thinking');
    body.array('tools')?.eachObject(prepareTool);
    changeMessages(body, developerAsSystem);
  },
  differences: [
    systemForDeveloper,
    { member: 'temperature', fate: 'changed', how: 'Above one is one.', source: DOCS, example: { temperature: 1.5 } },
    {
      member: 'thinking',
      fate: 'dropped',
      how: 'Adaptive is the default, and not a word there.',
      source: DOCS,
      example: { thinking: { type: 'adaptive' } },
    },
    {
      member: 'tools[].function.parameters',
      fate: 'changed',
      how: 'A type beside anyOf moves into its branches, and tuples are prefixItems.',
      source: DOCS,
      example: { tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', anyOf: [{}] } } }] },
    },
  ],
};

function prepareTool(tool: JsonObject): void {
  const described = tool.object('function');
  const schema = described?.get('parameters');
  const fitting = kimiSchema(schema);
  if (fitting !== schema) described?.set('parameters', fitting);
}
