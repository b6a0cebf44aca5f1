import type { SafeRegex } from '../guards/safe-regex.ts';
import type { readHooks } from '../guards/read-hooks.ts';
import { readingOnce } from './hook-lists.ts';

/** Readers of the parts of a config that most configs do not have; loading them takes longer than reading all the rest. */
export interface Readers {
  readonly readHooks: typeof readHooks;
  readonly compileRegex: (pattern: string) => SafeRegex;
}

const noHooks: typeof readHooks = () => ({ before: [], after: [], problems: [] });

/** The readers that a config needs, by the names that stand in it. */
export async function readersFor(config: unknown): Promise<Readers> {
  const text = JSON.stringify(config) ?? '';
  const hooks = /"\w*(?:guardrails|hooks|mutators)"/i.test(text)
    ? readingOnce((await import('../guards/read-hooks.ts')).readHooks)
    : noHooks;
  const compileRegex = text.includes('"$regex"') ? (await import('../guards/safe-regex.ts')).compileRegex : notLoaded;
  return { readHooks: hooks, compileRegex };
}

const notLoaded = (): never => {
  throw new Error('this regular expression was not announced');
};

/** Enough for a config that says nothing. */
export const NO_READERS: Readers = { readHooks: noHooks, compileRegex: notLoaded };
