import { closedSchema } from '@sluice/codec-messages';
import type { Json } from '@sluice/provider-sdk';
import { cannot, jsonIn, type ChatCall } from '@sluice/provider-sdk/chat';
import type { Family } from './family.ts';
import { inputSchema } from './input-schema.ts';

/** The tool by which a model answers that cannot be held to a schema otherwise; its call is the answer. */
export const JSON_TOOL = 'json';

/** Whether the answer will be that tool's call: asked alike by who writes the request and who reads the reply. */
export const answersByTool = (call: Json, family: Family): boolean =>
  jsonIn(call['response_format'])?.['type'] === 'json_schema' && !family.keepsSchema && family.takesToolChoice;

export function jsonTool({ format, tools, thinking }: ChatCall, family: Family): Json | undefined {
  if (format?.kind !== 'schema' || family.keepsSchema) return undefined;
  if (!family.takesToolChoice) throw cannot('response_format', 'this model cannot be held to a JSON Schema');
  if (family.name === 'claude' && thinking?.on === true) {
    throw cannot('response_format', 'this model cannot think and keep to a JSON Schema at once; leave out one of the two');
  }
  const taken = tools.find((tool) => tool.kind === 'function' && tool.name === JSON_TOOL);
  if (taken) throw cannot(taken.path, `the name "${JSON_TOOL}" is needed for an answer that keeps to response_format`);
  const description = format.description?.trim() || 'Gives the answer, and is the only way to give it.';
  return { toolSpec: { name: JSON_TOOL, description, inputSchema: { json: inputSchema(format.schema, format.path) } } };
}

/**
 * Converse's own way to hold a model to a schema.
 * Source: Bedrock user guide, "Get validated JSON results from models", read 2026-11; recorded stream of Claude Sonnet 4.5.
 */
export function outputConfig({ format }: ChatCall, family: Family): Json | undefined {
  if (format?.kind !== 'schema' || !family.keepsSchema) return undefined;
  const schema = family.name === 'claude' ? closedSchema(format.schema, format.path) : format.schema;
  const { name, description } = format;
  const jsonSchema = { name, schema: JSON.stringify(schema), ...(description !== undefined && description !== '' && { description }) };
  return { textFormat: { type: 'json_schema', structure: { jsonSchema } } };
}

/** No model has a mode for JSON of any kind: it is told. */
export const JSON_INSTRUCTION = 'Answer with one JSON object and nothing before or after it.';
