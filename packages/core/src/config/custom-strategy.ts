import { readOptions, type Strategy } from '@sluice/provider-sdk/strategy';
import type { Extensions } from '../extensions.ts';
import type { Custom } from '../strategies/custom.ts';
import { isOwnMode } from '../strategies/modes.ts';
import type { RawStrategy } from './raw-node.ts';

/** A plugin's strategy as a config has it, or what it has against that. */
export type CustomRead = { readonly ok: true; readonly strategy: Custom } | { readonly ok: false; readonly message: string };

/** Reads a strategy that is a plugin's; undefined for the gateway's own. */
export type ReadCustom = (raw: RawStrategy) => CustomRead | undefined;

export const noCustom: ReadCustom = () => undefined;

/** What the gateway reads itself, whatever the mode. */
const NOT_OPTIONS: ReadonlySet<string> = new Set(['mode', 'cb_config', 'on_stream_failure']);

/** The reader for some plugins. Each strategy is read once, though it is asked for by who checks and by who settles. */
export function customReader({ strategies }: Extensions): ReadCustom {
  if (strategies.size === 0) return noCustom;
  const known = new WeakMap<RawStrategy, CustomRead>();
  return (raw) => {
    const strategy = isOwnMode(raw.mode) ? undefined : strategies.get(raw.mode);
    if (!strategy) return undefined;
    const read = known.get(raw) ?? readCustom(strategy, raw);
    known.set(raw, read);
    return read;
  };
}

function readCustom(strategy: Strategy, raw: RawStrategy): CustomRead {
  const given = Object.fromEntries(Object.entries(raw).filter(([name]) => !NOT_OPTIONS.has(name)));
  try {
    return { ok: true, strategy: { mode: 'custom', strategy, options: readOptions(strategy, given), optionNames: Object.keys(given) } };
  } catch (error) {
    return { ok: false, message: `is refused by the strategy "${strategy.mode}": ${(error as Error).message}` };
  }
}
