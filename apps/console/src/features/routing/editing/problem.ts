import type { ConfigProblem } from '@sluice/contract';
import { treeOfText } from '../text/json-tree.ts';
import { pathOfPointer, rangeOf, type Range } from '../text/range-of.ts';
import { lineOf, type SyntaxProblem } from '../text/syntax-problem.ts';

/** Something that has to be mended before a config can be saved. */
export interface Problem extends Range {
  /** From 1 on. */
  readonly line: number;
  /** As people name it: `targets[0].retry`; undefined where it is about the whole, or no JSON yet. */
  readonly place: string | undefined;
  readonly message: string;
}

/** Puts problems to where they are in a text. While it is no JSON nothing else can be said of it. */
export function problemsIn(text: string, syntax: SyntaxProblem | undefined, found: readonly ConfigProblem[] = []): readonly Problem[] {
  if (syntax) return [{ ...syntax, place: undefined }];
  if (!text.trim().startsWith('{'))
    return [{ from: 0, to: text.length, line: 1, place: undefined, message: 'A config is an object in braces' }];
  const tree = treeOfText(text);
  return found.map(({ path, place, message }) => {
    const range = rangeOf(tree, text, pathOfPointer(path));
    return { ...range, line: lineOf(range.from, text).line, place: place === '' ? undefined : place, message };
  });
}
