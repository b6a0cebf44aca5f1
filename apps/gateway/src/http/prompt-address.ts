import type { Door } from '@sluice/core';
import { readAnyAddress, type Address } from './address.ts';
import { DOORS } from './doors.ts';

/** What an address wants with a stored prompt. */
export interface PromptAddress {
  /** Slug or id, alone or with `@12`, `@latest` or `@label` behind it; undefined where each target of a config brings its own. */
  readonly reference: string | undefined;
  readonly wants: 'answer' | 'words';
}

export interface PromptPlace extends Address {
  /** By which the body is read; what leaves by it is the prompt's to say. */
  readonly door: Door;
  readonly prompt: PromptAddress;
}

/** `generate` is what clients called it before; theirs double the `/v1`. Wire spec §15. */
const CALLS = /^\/prompts(?:\/([^/]+))?\/(completions|render|generate)\/?$/;

/**
 * The place of a call to a stored prompt; undefined for every other address, the ones where prompts are managed among them.
 *
 * @throws FaultError `invalid_request` for an address that two readers could read in two ways.
 */
export function promptPlace(method: string, behind: string): PromptPlace | undefined {
  if (method !== 'POST' || !behind.includes('/prompts/')) return undefined;
  const address = readAnyAddress(behind);
  const [, spelled, word] = CALLS.exec(address.path) ?? [];
  if (word === undefined || (spelled === undefined && word !== 'completions')) return undefined;
  const reference = spelled === undefined ? undefined : decodeURIComponent(spelled);
  return { ...address, door: DOORS['POST /chat/completions']!, prompt: { reference, wants: word === 'render' ? 'words' : 'answer' } };
}
