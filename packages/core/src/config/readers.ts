import type { SafeRegex } from '../guards/safe-regex.ts';
import type { HooksRead } from '../guards/read-hooks.ts';
import type { JsonRecord } from '../guards/subject.ts';
import type { Extensions } from '../extensions.ts';
import { customReader, noCustom, type ReadCustom } from './custom-strategy.ts';
import { readingOnce } from './hook-lists.ts';

/** Readers of the parts of a config that most configs do not have; loading them takes longer than reading all the rest. */
export interface Readers {
  readonly readHooks: ReadHooks;
  readonly compileRegex: (pattern: string) => SafeRegex;
  readonly readCustom: ReadCustom;
}

/** Reads the hooks of one node. */
export type ReadHooks = (node: JsonRecord) => HooksRead;

const noHooks: ReadHooks = () => ({ before: [], after: [], problems: [] });

/** The readers that a config needs, by the names that stand in it. */
export async function readersFor(config: unknown, extensions: Extensions): Promise<Readers> {
  const text = JSON.stringify(config) ?? '';
  const hooks = /"\w*(?:guardrails|hooks|mutators)"/i.test(text) ? await hookReader(extensions) : noHooks;
  const compileRegex = text.includes('"$regex"') ? (await import('../guards/safe-regex.ts')).compileRegex : notLoaded;
  return { readHooks: hooks, compileRegex, readCustom: customReader(extensions) };
}

async function hookReader({ checks }: Extensions): Promise<ReadHooks> {
  const { readHooks } = await import('../guards/read-hooks.ts');
  return readingOnce((node) => readHooks(node, checks));
}

const notLoaded = (): never => {
  throw new Error('this regular expression was not announced');
};

/** Enough for a config that says nothing. */
export const NO_READERS: Readers = { readHooks: noHooks, compileRegex: notLoaded, readCustom: noCustom };
