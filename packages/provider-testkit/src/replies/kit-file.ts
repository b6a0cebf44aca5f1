import type { Json } from '@sluice/provider-sdk';
import { isObject, shown } from '../judge/members.ts';

/** `replies/kit.json`: what a provider has to be asked with, where what the kit makes up does not do. */
export interface KitFile {
  /** Settings for replays, of the right form and of no use to anybody: this file is published. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Models by surface (`embeddings`) or by cell (`chat/vision`). */
  readonly models?: Readonly<Record<string, string>>;
  /** Members to put into what is asked, by surface or by cell: `{ "speech": { "voice": "nova" } }`. */
  readonly calls?: Readonly<Record<string, Json>>;
}

/** @throws Error whose message is a sentence that says what is wrong and where. */
export function readKitFile(value: unknown): KitFile {
  if (!isObject(value)) throw new Error('kit.json: must be an object');
  for (const [section, type] of [
    ['settings', 'a text'],
    ['models', 'a text'],
    ['calls', 'an object'],
  ] as const) {
    const members = value[section] ?? {};
    if (!isObject(members)) throw new Error(`kit.json: "${section}" must be an object, not ${shown(members)}`);
    for (const [name, given] of Object.entries(members)) {
      if (type === 'a text' ? typeof given !== 'string' : !isObject(given))
        throw new Error(`kit.json: "${section}.${name}" must be ${type}, not ${shown(given)}`);
    }
  }
  return value;
}
