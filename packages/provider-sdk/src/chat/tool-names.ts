import { createHash } from 'node:crypto';
import type { Json } from '../codec.ts';
import { isJson, jsonIn, listIn, textIn } from './members.ts';

/** The names of a call's tools as a provider takes them, and back. */
export interface ToolNames {
  /** The name to send for a tool of the caller's; its own where the provider takes that. */
  readonly sent: (name: string) => string;
  /** The caller's own name for a tool that the provider called. */
  readonly given: (sent: string) => string;
}

/** What a provider takes for a tool's name. */
export interface NameRule {
  /** One letter that may be in it; matched letter by letter. `_` is one. */
  readonly letter: RegExp;
  /** The most letters in a name, well above nine: a longer one is cut, and ends in `_` and a hash of eight. */
  readonly longest: number;
}

/**
 * Names that the provider takes stay; others have `_` for what it does not take, and a hash at the end where that alone
 * would be too long or another tool's name. Whoever reads the answer makes the same names of `asked.call`.
 */
export function toolNames(call: Json, { letter, longest }: NameRule): ToolNames {
  const plainOf = (name: string) => name.replace(/[^]/gu, (each) => (letter.test(each) ? each : '_')) || '_';
  const isTaken = (name: string) => name.length <= longest && plainOf(name) === name;
  const tools = namesOffered(call);
  const taken = new Set(tools.filter(isTaken));
  const renamed = new Map<string, string>();
  // The tools first: what was called before changes nothing for those that there are now, however long it grows.
  for (const name of new Set([...tools, ...namesCalled(call)])) {
    if (isTaken(name)) continue;
    const plain = plainOf(name);
    const sent = taken.has(plain) || plain.length > longest ? `${plain.slice(0, longest - 9)}_${hash(name)}` : plain;
    taken.add(sent);
    renamed.set(name, sent);
  }
  const back = new Map([...renamed].map(([name, sent]) => [sent, name]));
  return { sent: (name) => renamed.get(name) ?? name, given: (sent) => back.get(sent) ?? sent };
}

/** Of tools, functions of 2023, and tools that the provider has a form of its own for. */
const namesOffered = (call: Json): readonly string[] =>
  [...listIn(call['tools']), ...listIn(call['functions'])]
    .filter(isJson)
    .flatMap((tool) => textIn(jsonIn(tool['function'])?.['name']) ?? textIn(tool['name']) ?? []);

const namesCalled = (call: Json): readonly string[] =>
  listIn(call['messages'])
    .filter(isJson)
    .flatMap((message) => [...listIn(message['tool_calls']).map((each) => jsonIn(each)?.['function']), message['function_call']])
    .flatMap((called) => textIn(jsonIn(called)?.['name']) ?? []);

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
