import { randomInt } from 'node:crypto';
import Joi from 'joi';

/** What a slug may look like. It stands in addresses, headers and behind an `@`. */
export const SLUG = Joi.string()
  .pattern(/^[A-Za-z0-9][\w.-]*$/, 'letters, digits, dashes, dots and underscores')
  // Things are found by slug or id: a slug that is another's id would stand before it.
  .pattern(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i, { name: 'an id', invert: true })
  .max(120);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `Groq, EU` as `groq-eu-4k2x9a`: to be read by people and taken by nobody else. */
export function slugFrom(name: string, prefix = ''): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const tail = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${prefix}${plain === '' ? '' : `${plain}-`}${tail}`;
}
