import { createHash } from 'node:crypto';
import type { Family } from './family.ts';

/** The names of a call's tools as Converse takes them, and back. */
export interface ToolNames {
  readonly sent: (name: string) => string;
  readonly given: (sent: string) => string;
}

/** Source: Bedrock API reference, ToolSpecification and ToolUseBlock, read 2026-11. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Names that Converse takes stay; others lose what it does not take, and their answer gets it back. What was `called` before
 * changes nothing for the tools there are now: whoever reads the reply knows these alone.
 */
export function toolNames(tools: readonly string[], called: readonly string[] = []): ToolNames {
  const taken = new Set(tools.filter((name) => NAME.test(name)));
  const renamed = new Map<string, string>();
  for (const name of new Set([...tools, ...called])) {
    if (NAME.test(name)) continue;
    const plain = name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 55);
    const sent = taken.has(plain) || name.length > 55 ? `${plain}_${hash(name).slice(0, 8)}` : plain;
    taken.add(sent);
    renamed.set(name, sent);
  }
  const back = new Map([...renamed].map(([name, sent]) => [sent, name]));
  return { sent: (name) => renamed.get(name) ?? name, given: (sent) => back.get(sent) ?? sent };
}

/** A call's id as the model's family takes it; the same for a call and its answer. Mistral's: nine letters or digits. */
export function toolId(id: string, family: Family): string {
  if (family.name === 'mistral') return /^[a-zA-Z0-9]{9}$/.test(id) ? id : hash(id).slice(0, 9);
  return NAME.test(id) ? id : `call_${hash(id).slice(0, 24)}`;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
