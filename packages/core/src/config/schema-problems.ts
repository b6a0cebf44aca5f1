import type { ValidationErrorItem } from 'joi';
import type { Extensions } from '../extensions.ts';
import { isOwnMode } from '../strategies/modes.ts';
import { pathText } from './path-text.ts';
import type { Problem } from './read-config.ts';
import { nodeSchema } from './schema.ts';
import { shadowTargetOf, targetsOf } from './targets-of.ts';
import { unknownMode } from './unknown-mode.ts';

/**
 * What the schema has against a config. It is asked node by node: a schema that follows its own targets takes time by
 * the square of their depth, and all of the stack.
 */
export function schemaProblems(node: unknown, extensions: Extensions, path: Problem['path'] = []): readonly Problem[] {
  const { error } = nodeSchema.validate(withoutOptions(node, extensions), { abortEarly: false, convert: false });
  const own = (error?.details ?? []).map((detail) => ({
    path: [...path, ...detail.path],
    message: placed(worded(detail, extensions), path),
  }));
  const target = shadowTargetOf(node);
  return [
    ...own,
    ...(path.length > 0 ? misplacedShadow(node, path) : []),
    ...targetsOf(node).flatMap((each, index) => schemaProblems(each, extensions, [...path, 'targets', index])),
    ...(target === undefined ? [] : schemaProblems(target, extensions, [...path, 'shadow', 'target'])),
  ];
}

/** A copy of a part of a way, or of a copy, would be compared with what it is no copy of. */
function misplacedShadow(node: unknown, path: Problem['path']): readonly Problem[] {
  if (typeof node !== 'object' || node === null || !('shadow' in node)) return [];
  const place = [...path, 'shadow'];
  return [{ path: place, message: `"${pathText(place)}" stands at the root of a config, and nowhere else` }];
}

/** The node with what the schema knows of a plugin's strategy: its other options are for the plugin to judge. */
function withoutOptions(node: unknown, { strategies }: Extensions): unknown {
  if (strategies.size === 0 || typeof node !== 'object' || node === null) return node;
  const { strategy } = node as { readonly strategy?: unknown };
  if (typeof strategy !== 'object' || strategy === null) return node;
  const { mode, cb_config: breaker, on_stream_failure: onStreamFailure } = strategy as Readonly<Record<string, unknown>>;
  if (typeof mode !== 'string' || isOwnMode(mode) || !strategies.has(mode)) return node;
  const known = {
    mode: 'single',
    ...(breaker !== undefined && { cb_config: breaker }),
    ...(onStreamFailure !== undefined && { on_stream_failure: onStreamFailure }),
  };
  return { ...node, strategy: known };
}

function worded(detail: ValidationErrorItem, extensions: Extensions): ValidationErrorItem {
  const isMode = detail.type === 'any.only' && detail.path.join('.') === 'strategy.mode';
  return isMode ? { ...detail, message: unknownMode(detail.context?.value, extensions) } : detail;
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
