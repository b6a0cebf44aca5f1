import type { Json } from '@sluice/provider-sdk';
import { insist } from './objection.ts';

/** Shown in messages: enough to know a value by. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export function objectIn(value: unknown, name: string): Json {
  insist(isObject(value), `${name} is ${shown(value)} and not an object`);
  return value;
}

export function listIn(value: unknown, name: string): readonly unknown[] {
  insist(Array.isArray(value), `${name} is ${shown(value)} and not a list`);
  return value as readonly unknown[];
}

/** A text with something in it. */
export function textIn(value: unknown, name: string): string {
  insist(typeof value === 'string' && value.trim() !== '', `${name} is ${shown(value)} and not a text`);
  return value;
}

export function numberIn(value: unknown, name: string): number {
  insist(typeof value === 'number' && Number.isFinite(value), `${name} is ${shown(value)} and not a number`);
  return value;
}

/** A JSON object told as text. */
export function objectInText(text: string, name: string): Json {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    insist(false, `${name} is no JSON: ${shown(text)}`);
  }
  return objectIn(parsed, name);
}
