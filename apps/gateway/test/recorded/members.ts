import type { Json } from './json.ts';

/** Below these a caller's own names begin. */
const OWN = new Set([
  'args',
  'arguments',
  'input',
  'response',
  'parameters',
  'parametersJsonSchema',
  'responseSchema',
  'responseJsonSchema',
  'inputSchema',
  'input_schema',
  'json',
  'json_schema',
  'schema',
  'format',
]);

/** Every member that a body has, as paths without numbers; those with nothing in them are not counted. */
export function membersIn(value: unknown, path = ''): ReadonlySet<string> {
  if (value === null || value === undefined || value === '' || value === false) return new Set();
  if (Array.isArray(value)) return new Set(value.flatMap((each) => [...membersIn(each, `${path}[]`)]));
  const name = /([^.]*?)(?:\[\])*$/.exec(path)?.[1] ?? '';
  if (typeof value !== 'object' || OWN.has(name)) return new Set([path]);
  return new Set(
    Object.entries(value as Json).flatMap(([key, each]) => [...membersIn(each, path === '' ? camelled(key) : `${path}.${camelled(key)}`)]),
  );
}

const camelled = (name: string) => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/**
 * What says no more than nothing does: a side that has but one, a choice that is the default, a count of one, a format
 * that the members tell, and ids of calls where a model has none (Gemini before 3).
 */
const NEEDLESS =
  /^systemInstruction\.role$|(?:toolChoice|toolCalls\[\]|content\[\])\.type$|^toolConfig\.functionCallingConfig\.|candidateCount$|^model$|\.(?:functionCall|functionResponse)\.id$|toolResult\.status$/;

/** Different places for one thing. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  // What a tool answers as an object may be said as the text of it.
  [/toolResult\.content\[\]\.json$/, 'toolResult.content[].text'],
  [/\.(?:parameters|parametersJsonSchema)$/, '.parameters'],
  [/\.(?:responseSchema|responseJsonSchema)$/, '.responseSchema'],
  [/content\[\]\.text$/, 'content'],
  [/^system\[\]\.text$/, 'system'],
  [/^outputFormat\./, 'outputConfig.format.'],
  [/outputConfig\.format\.(?:type|schema)$/, 'outputConfig.format'],
  [/^outputConfig\.textFormat\.structure\.jsonSchema\.description$/, 'outputConfig.textFormat.type'],
  [/\.reasoningConfig\./, '.thinking.'],
  [/document\.source\.text$/, 'document.source.bytes'],
  // Cohere's documents may be said as the text of them.
  [/content\[\]\.document\.(?:id|data\..*)$/, 'content'],
];

const plainly = (path: string) => ALIKE.reduce((said, [pattern, name]) => said.replace(pattern, name), path);

/** Members that were recorded and did not arrive. */
export function missing(expected: unknown, got: unknown): readonly string[] {
  const there = new Set([...membersIn(got)].map(plainly));
  return [...membersIn(expected)]
    .filter((path) => !NEEDLESS.test(path) && !there.has(plainly(path)))
    .map((path) => `${path}: is not there`);
}
