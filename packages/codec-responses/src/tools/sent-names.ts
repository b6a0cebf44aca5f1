import type { OfferedTool, Unnamed } from './offered-tools.ts';

/** The most that OpenAI's chat API takes (its reference, 2026-08); others take as many or more. */
const LONGEST = 64;

/** Gives each tool a name of its own in chat: `mcp__files` and `read` become `mcp__files__read`. The first of two that are the same stays. */
export function sentNames(tools: readonly Unnamed[]): readonly OfferedTool[] {
  const named = new Map<string, OfferedTool>();
  const taken = new Set<string>();
  // Plain names are the caller's and go as they are, so they choose first.
  for (const tool of [...tools.filter(isPlain), ...tools.filter((each) => !isPlain(each))]) {
    const key = keyOf(tool.name, tool.namespace);
    if (named.has(key)) continue;
    const sent = isPlain(tool) ? tool.name : free(joined(tool.name, tool.namespace!), taken);
    taken.add(sent);
    named.set(key, { ...tool, sent });
  }
  return tools.map(({ name, namespace }) => named.get(keyOf(name, namespace))!).filter((tool, index, all) => all.indexOf(tool) === index);
}

/** The name that a call in the history is told by; of a tool no longer offered, the one it would have. */
export function sentName(tools: readonly OfferedTool[], name: string, namespace: string | undefined): string {
  const offered = tools.find((tool) => tool.name === name && plain(tool.namespace) === plain(namespace));
  return offered?.sent ?? (plain(namespace) === undefined ? name : joined(name, namespace!));
}

/** `functions` is the namespace of tools that have none (codex-rs/tools/src/responses_api.rs, 2026-09). */
const plain = (namespace: string | undefined) => (namespace === 'functions' || namespace === '' ? undefined : namespace);

const isPlain = ({ namespace }: Unnamed) => plain(namespace) === undefined;

const keyOf = (name: string, namespace: string | undefined) => JSON.stringify([plain(namespace) ?? null, name]);

const joined = (name: string, namespace: string) => `${namespace}__${name}`.replaceAll(/[^\w-]/g, '_').slice(0, LONGEST);

function free(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2, tried = name; ; number += 1) {
    if (!taken.has(tried)) return tried;
    tried = `${name.slice(0, LONGEST - 4)}_${number}`;
  }
}
