import type { Extensions } from '../extensions.ts';
import { OWN_MODES } from '../strategies/modes.ts';

/** What is told of a mode that neither the gateway nor a plugin has. */
export function unknownMode(mode: unknown, { strategies }: Extensions): string {
  const modes = [...OWN_MODES, ...strategies.keys()].join(', ');
  const named = typeof mode === 'string' ? `"${mode.slice(0, 64)}"` : 'Another';
  return `"strategy.mode" must be one of [${modes}]. ${named} is brought by no loaded plugin: name the package of one that does in "plugins"`;
}
