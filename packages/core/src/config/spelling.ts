import { isOwnMode } from '../strategies/modes.ts';

/** Values whose insides are the caller's own: names in them are left as they are. Wire spec §8.1. */
const OPAQUE: ReadonlySet<string> = new Set([
  'override_params',
  'default_params',
  'params',
  'checks',
  'vertex_service_account_json',
  'conditions',
  'guardrails',
  'input_guardrails',
  'output_guardrails',
  // Checks may stand in these with their parameters, and they read both spellings themselves.
  'input_mutators',
  'output_mutators',
  'before_request_hooks',
  'after_request_hooks',
  'cb_config',
]);

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A config with every name in snake case, however it was written, and without members that are null: exported configs hold many. */
export function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      if (member === null) return [];
      const snake = snakeCase(name);
      // The cache of old configs is a word.
      if (snake === 'cache' && typeof member === 'string') return [[snake, { mode: member }]];
      if (snake === 'shadow') return [[snake, shadowInSnakeCase(member)]];
      if (snake === 'strategy') return [[snake, strategyInSnakeCase(member)]];
      return [[snake, OPAQUE.has(snake) ? member : inSnakeCase(member)]];
    }),
  );
}

/** What stands within the options of a plugin's strategy is the plugin's to name: a price may be that of `gpt-4O`. */
function strategyInSnakeCase(strategy: unknown): unknown {
  const { mode } = (strategy ?? {}) as { readonly mode?: unknown };
  if (typeof mode !== 'string' || isOwnMode(mode)) return inSnakeCase(strategy);
  return Object.fromEntries(
    Object.entries(strategy as object).flatMap(([name, member]) => (member === null ? [] : [[snakeCase(name), member]])),
  );
}

/** A cap that is null is no cap, where one that is missing is the usual one. */
function shadowInSnakeCase(shadow: unknown): unknown {
  const named = inSnakeCase(shadow);
  const hasNoCap = typeof shadow === 'object' && shadow !== null && 'cap' in shadow && shadow.cap === null;
  return hasNoCap ? { ...(named as object), cap: null } : named;
}
