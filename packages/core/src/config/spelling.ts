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
  'cb_config',
]);

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A config with every name in snake case, however it was written. */
export function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const snake = snakeCase(name);
      return [snake, OPAQUE.has(snake) ? member : inSnakeCase(member)];
    }),
  );
}
