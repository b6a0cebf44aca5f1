import { describe, expect, it } from '@jest/globals';
import { createHmac, randomBytes } from 'node:crypto';
import { newKeyring } from './keyring.ts';
import type { Place } from './place.ts';
import { openVault } from './vault.ts';

const PLACE: Place = { table: 'providers', column: 'credential', id: 'p1' };

describe('a vault', () => {
  it('opens what it has sealed, whatever it is', () => {
    const vault = openVault(newKeyring());

    for (const text of ['', 'gsk_1', 'naïve 🔑', 'x'.repeat(100_000)]) expect(vault.open(vault.seal(text, PLACE), PLACE)).toBe(text);
  });

  it('seals the same text differently each time', () => {
    const vault = openVault(newKeyring());

    expect(vault.seal('gsk_1', PLACE)).not.toBe(vault.seal('gsk_1', PLACE));
  });

  it.each<[string, Place]>([
    ['row', { ...PLACE, id: 'p2' }],
    ['table', { table: 'integrations', column: 'credential', id: 'p1' }],
  ])('opens nothing at the place of another %s', (_, place) => {
    const vault = openVault(newKeyring());
    const sealed = vault.seal('gsk_1', PLACE);

    expect(() => vault.open(sealed, place)).toThrow(expect.objectContaining({ kind: 'unreadable' }));
  });

  it('notices every byte that was changed', () => {
    const vault = openVault(newKeyring());
    const sealed = vault.seal('gsk_1', PLACE);
    const [head, body] = [
      sealed.slice(0, sealed.lastIndexOf('.') + 1),
      Buffer.from(sealed.slice(sealed.lastIndexOf('.') + 1), 'base64url'),
    ];

    for (let place = 0; place < body.length; place++) {
      const changed = Buffer.from(body);
      changed[place]! ^= 1;
      expect(() => vault.open(head + changed.toString('base64url'), PLACE)).toThrow(expect.objectContaining({ kind: 'unreadable' }));
    }
    for (const cut of ['', 'gsk_1', head, sealed.slice(0, -4)])
      expect(() => vault.open(cut, PLACE)).toThrow(expect.objectContaining({ kind: 'unreadable' }));
  });

  it('says which it lacks where the data key is another one', () => {
    const sealed = openVault(newKeyring()).seal('gsk_1', PLACE);

    expect(() => openVault(newKeyring()).open(sealed, PLACE)).toThrow(expect.objectContaining({ kind: 'wrong_key' }));
  });

  it('with another key ring seals with that, and still opens what somebody has read before', () => {
    const first = newKeyring();
    const second = newKeyring(first.hash);
    const vault = openVault(first);
    const before = vault.seal('gsk_1', PLACE);

    vault.adopt(second);

    expect(vault.open(before, PLACE)).toBe('gsk_1');
    expect(openVault(second).open(vault.seal('gsk_2', PLACE), PLACE)).toBe('gsk_2');
  });

  it('hashes keys with the secret that it was given', () => {
    const secret = randomBytes(32);
    const expected = createHmac('sha256', secret).update('sk-sluice-1').digest('base64url');

    expect(openVault(newKeyring(secret)).hash('sk-sluice-1')).toBe(expected);
  });
});
