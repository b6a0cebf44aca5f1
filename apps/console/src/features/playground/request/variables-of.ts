import { isObject } from './read-json.ts';

const TAG = /\{\{\{?\s*([#^&/>!=]?)\s*([^{}\s]+?)\s*\}?\}\}/g;

/** The names that a template in Mustache asks for, in the order in which they come. */
export function variablesIn(template: string): readonly string[] {
  const names = [...template.matchAll(TAG)].filter(([, sign]) => sign === '' || sign === '#' || sign === '^' || sign === '&');
  // Of `user.name` the whole `user` is given; `.` is the item of a list.
  return [...new Set(names.map(([, , name]) => name!.split('.')[0]!).filter(Boolean))];
}

/** What was typed for them: a list or an object where that was typed as JSON, else text. */
export const variablesOf = (typed: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, valueOf(text)]));

function valueOf(text: string): unknown {
  if (!/^\s*[[{]|^(true|false)$/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) || isObject(value) || typeof value === 'boolean' ? value : text;
  } catch {
    return text;
  }
}
