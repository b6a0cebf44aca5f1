import { SPEC } from '../adapter.ts';
import { clipped } from '../plugin-fault.ts';

const ID = /^[a-z0-9][a-z0-9-]*\.[a-z0-9][\w.-]*$/i;

/** What keeps a value from being a check, as a sentence about it without its subject; undefined where nothing does. */
export function checkFlaw(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return 'is no check: wrap it in defineCheck()';
  const { spec, sort, id, phases, rewrites, parameters, run } = given as Readonly<Record<string, unknown>>;
  if (sort !== 'check') return 'is no check: wrap it in defineCheck()';
  if (spec !== SPEC) return `was written for check spec ${String(spec)}; this gateway speaks ${SPEC}`;
  if (typeof id !== 'string' || !ID.test(id))
    return `has the id "${clipped(String(id))}"; the id of a check is its maker, a dot and its name: acme.no-names`;
  if (!Array.isArray(phases) || phases.length === 0 || !phases.every((phase) => phase === 'before' || phase === 'after'))
    return `(check "${id}") has "phases" other than a list of "before" and "after"`;
  if (typeof run !== 'function') return `(check "${id}") has no function "run"`;
  if (typeof parameters !== 'function') return `(check "${id}") has "parameters" that are no function`;
  if (typeof rewrites !== 'boolean') return `(check "${id}") has a "rewrites" that is neither true nor false`;
  return undefined;
}
