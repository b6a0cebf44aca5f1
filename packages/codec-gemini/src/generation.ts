/** What a model's family can be asked, told by its name alone. */
export interface Generation {
  /** How it is told to think: by a level, by a budget of tokens, or not at all. */
  readonly thinks: 'level' | 'budget' | 'never';
  /** Takes JSON Schema as it is (`parametersJsonSchema`, `responseJsonSchema`); the older take a subset of OpenAPI's. */
  readonly jsonSchema: boolean;
  /** Checks that calls come back with their thought signature. */
  readonly wantsSignatures: boolean;
  /** Knows ids of calls, and takes pictures inside the answer of a tool. */
  readonly callIds: boolean;
  readonly system: boolean;
}

const VERSION = /gemini-(\d+)(?:\.(\d+))?/i;

/**
 * Reads a name: `gemini-2.5-flash`, `gemini-3-pro-preview`. A name without a number (a tuned model’s, `gemini-flash-latest`)
 * means a living model; a budget is what all of those take, since Gemini 3 still reads it and 2.5 reads nothing else.
 * Sources: ai.google.dev, thinking, structured output and thought signatures, 2026-08; js-genai 2026-08-21. Ids: Vertex knows
 * them by its discovery document of 2026-09-21, for Gemini 3 and later.
 */
export function generationOf(model: string): Generation {
  if (/(?:^|\/)gemma/i.test(model)) return { thinks: 'never', jsonSchema: false, wantsSignatures: false, callIds: false, system: false };
  const found = VERSION.exec(model);
  const version = found ? Number(found[1]) + Number(found[2] ?? 0) / 10 : 2.5;
  const third = version >= 3 || /gemini-.*latest/i.test(model);
  const thinks = version >= 3 ? 'level' : version >= 2.5 && !/image|tts/i.test(model) ? 'budget' : 'never';
  return { thinks, jsonSchema: version >= 2.5, wantsSignatures: third, callIds: third, system: true };
}
