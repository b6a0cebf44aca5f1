import type { ValidationErrorItem } from 'joi';
import { pathText } from './path-text.ts';
import type { Problem } from './read-config.ts';
import { nodeSchema } from './schema.ts';
import { targetsOf } from './targets-of.ts';

/**
 * What the schema has against a config. It is asked node by node: a schema that follows its own targets takes time by
 * the square of their depth, and all of the stack.
 */
export function schemaProblems(node: unknown, path: Problem['path'] = []): readonly Problem[] {
  const { error } = nodeSchema.validate(node, { abortEarly: false, convert: false });
  const own = (error?.details ?? []).map((detail) => ({ path: [...path, ...detail.path], message: placed(detail, path) }));
  return [...own, ...targetsOf(node).flatMap((target, index) => schemaProblems(target, [...path, 'targets', index]))];
}

/** What was said of a node's member, said of its place in the whole. */
function placed({ message, path: within }: ValidationErrorItem, path: Problem['path']): string {
  if (path.length === 0 || message[0] !== '"') return message;
  // The node itself has no name of its own.
  return within.length === 0 && message.startsWith(ITSELF)
    ? `"${pathText(path)}"${message.slice(ITSELF.length)}`
    : `"${pathText(path)}.${message.slice(1)}`;
}

const ITSELF = '"value"';
