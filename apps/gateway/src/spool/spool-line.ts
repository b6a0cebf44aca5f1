import type { LogEntry } from '@sluice/store/logs';
import type { Begun } from './begun.ts';

/** What one line of a spool tells. */
export type SpoolLine = { readonly begun: Begun } | { readonly entry: LogEntry };

const TEXTS = ['id', 'method', 'path', 'trace', 'span'] as const;

/** @returns Undefined for what is no such line: the last one of a process that was killed may be half of one. */
export function spoolLine(text: string): SpoolLine | undefined {
  const line = parsed(text);
  if (!isObject(line)) return undefined;
  const { begun, entry } = line;
  if (isBegun(begun)) return { begun };
  return isEntry(entry) ? { entry } : undefined;
}

const isBegun = (given: unknown): given is Begun =>
  isObject(given) && typeof given['at'] === 'number' && TEXTS.every((name) => typeof given[name] === 'string');

/** That it has what all have; what else is wrong with it the database finds. */
const isEntry = (given: unknown): given is LogEntry =>
  isBegun(given) &&
  isObject(given) &&
  typeof given['source'] === 'string' &&
  typeof given['status'] === 'number' &&
  isObject(given['timings']) &&
  isObject(given['metadata']) &&
  Array.isArray(given['tries']) &&
  Array.isArray(given['steps']);

const isObject = (given: unknown): given is Readonly<Record<string, unknown>> => typeof given === 'object' && given !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
