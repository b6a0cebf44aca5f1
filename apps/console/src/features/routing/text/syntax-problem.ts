import { treeOfText, type Tree } from './json-tree.ts';
import type { Range } from './range-of.ts';

/** Something in a text that is not as JSON wants it. */
export interface SyntaxProblem extends Range {
  /** From 1 on. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Finds the first place where a text is no JSON; undefined for JSON. */
export function syntaxProblem(text: string): SyntaxProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const place = firstError(treeOfText(text)) ?? { from: text.length, to: text.length };
    return { ...onSomething(place, text), ...lineOf(place.from, text), message: messageFor(place, text) };
  }
}

function firstError(tree: Tree): Range | undefined {
  let found: Range | undefined;
  tree.iterate({
    enter({ type, from, to }) {
      if (found) return false;
      if (type.isError) found = { from, to };
      return !found;
    },
  });
  return found;
}

/** A mark needs something to stand under. */
const onSomething = ({ from, to }: Range, text: string): Range =>
  to > from ? { from, to } : from < text.length ? { from, to: from + 1 } : { from: Math.max(0, from - 1), to: from };

/** Counts lines and columns from 1 on. */
export function lineOf(position: number, text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position);
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n') };
}

function messageFor({ from }: Range, text: string): string {
  if (text.trim() === '') return 'There is nothing here yet: a config is an object in braces';
  const before = text.slice(0, from).trimEnd().at(-1);
  const here = text.slice(from).trimStart().at(0);
  if (here === undefined) return 'The text ends too early: a closing bracket or a quotation mark is missing';
  if (here === "'") return 'Texts stand in double quotation marks in JSON';
  if (here === '/') return 'JSON has no comments';
  if (before === ',' && (here === '}' || here === ']')) return `The comma before “${here}” is one too many`;
  if (here === ',') return 'Something is missing before this comma, or it is one too many';
  if (before === ':') return 'A value is missing here';
  if (here === '"') return 'A comma or a colon is missing before this';
  if (before === '{' || before === ',') return 'Names and texts stand in double quotation marks in JSON';
  return 'This is not JSON: look for a missing comma, colon, bracket or quotation mark';
}
