import { expect } from '@jest/globals';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { isObject, objectIn, parsed, textIn, type Json } from '../support/stand-ins/json.ts';
import { askBy, type Cell } from './caller.ts';
import type { Feature } from './features.ts';

/**
 * A feature that the gateway refuses for a provider: 400 that names a member of the caller's own request, nothing sent, and the reason
 * among the provider's declared differences.
 *
 * @returns The reason.
 */
export async function tryRefusal(cell: Cell, feature: Feature, member: string, adapter: ProviderAdapter): Promise<string> {
  const body = bodyOf(cell, feature);
  const response = await askBy(cell, { kind: 'say', turn: { text: 'never' } }, body);

  const told = parsed(await response.text());
  expect(response.status).toBe(400);
  expect(cell.standIn.heard).toEqual([]);
  expect(cell.standIn.refused).toEqual([]);
  const { param } = objectIn(isObject(told) ? told['error'] : undefined);
  expect(textIn(param)).not.toBe('');
  expect(Object.keys(body)).toContain(textIn(param).split(/[.[]/)[0]);
  const declared = adapter.differences.find((each) => each.fate === 'refused' && each.member === member);
  expect(declared).toBeDefined();
  return `refused (${member}): ${declared!.how}`;
}

/** A feature that only the provider refuses: its 400 comes to the caller with what it says. */
export async function tryRefusalThere(cell: Cell, feature: Feature, reason: string): Promise<string> {
  const response = await askBy(cell, { kind: 'say', turn: { text: 'never' } }, bodyOf(cell, feature));

  const told = parsed(await response.text());
  const [refused] = cell.standIn.refused;
  expect(response.status).toBe(400);
  expect(textIn(objectIn(objectIn(told)['error'])['message'])).toContain(textIn(objectIn(refused?.body['error'])['message']));
  return `refused by ${cell.row.name}: ${reason}`;
}

function bodyOf({ door: { requests } }: Cell, feature: Feature): Json {
  if (feature === 'schema') return requests.schema;
  if (feature === 'image') return requests.image;
  return requests.tools;
}
