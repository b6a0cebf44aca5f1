import type { Json } from '@sluice/provider-sdk';
import { booleanAt, compact, jsonIn, objectAt, stringAt, textIn } from '@sluice/provider-sdk/chat';
import type { OfferedTool } from './offered-tools.ts';
import { isStrict } from './strict-schema.ts';

/** The one parameter of a function that stands for a tool of free text. */
const FREE_TEXT = 'input';

/** The tools as chat's functions. */
export function chatTools(tools: readonly OfferedTool[]): readonly Json[] {
  const strict = strictUnsaid(tools);
  return tools.map(({ kind, sent, tool }) => {
    const described = kind === 'custom' ? freeText(tool) : functionOf(tool, kind === 'function' ? strict : undefined);
    const cacheControl = jsonIn(tool['cache_control']);
    return { type: 'function', function: { name: sent, ...described }, ...(cacheControl && { cache_control: cacheControl }) };
  });
}

function functionOf(tool: Json, strictUnsaid: true | undefined): Json {
  const described = compact({
    description: stringAt(tool, 'description'),
    parameters: objectAt(tool, 'parameters'),
    strict: booleanAt(tool, 'strict') ?? strictUnsaid,
  });
  return described ?? {};
}

/**
 * Where nothing is said, this API makes a function strict and changes its schema to suit (recorded, 2026-08); in chat it is not strict. A
 * strict schema that is none is refused by every provider, so it is said only of schemas that are; and only if that
 * leaves no mixture, which some refuse too.
 */
function strictUnsaid(tools: readonly OfferedTool[]): true | undefined {
  const functions = tools.filter(({ kind }) => kind === 'function').map(({ tool }) => tool);
  const all = functions.length === tools.length && functions.every((tool) => tool['strict'] ?? isStrict(tool['parameters']));
  return all ? true : undefined;
}

/** Free text comes as the one string of a function. A grammar cannot be enforced, so the model is told it. */
function freeText(tool: Json): Json {
  const format = jsonIn(tool['format']);
  const definition = textIn(format?.['definition']);
  const grammar =
    definition === undefined ? [] : [`The input has to match this ${textIn(format?.['syntax']) ?? ''} grammar:\n${definition}`];
  const description = [textIn(tool['description']) ?? [], grammar].flat().join('\n\n');
  return {
    ...(description !== '' && { description }),
    parameters: {
      type: 'object',
      properties: { [FREE_TEXT]: { type: 'string', description: 'The whole input of the tool, as plain text.' } },
      required: [FREE_TEXT],
      additionalProperties: false,
    },
  };
}

/** A free-text call as the function's arguments. */
export const argumentsOf = (freeText: string): string => JSON.stringify({ [FREE_TEXT]: freeText });

/** The free text in the function's arguments. A model that wrote none of that JSON meant what it wrote. */
export function freeTextIn(callArguments: string): string {
  try {
    const parsed: unknown = JSON.parse(callArguments);
    const said = textIn(jsonIn(parsed)?.[FREE_TEXT]) ?? textIn(parsed);
    if (said !== undefined) return said;
  } catch {
    // Said below.
  }
  return callArguments;
}
