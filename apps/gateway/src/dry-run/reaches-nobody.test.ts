import { describe, expect, it } from '@jest/globals';
import type { House } from '@sluice/core';
import { reachesNobody } from './reaches-nobody.ts';

describe('a house that reaches nobody', () => {
  it('opens no connection, for whatever it might want one', async () => {
    const asked: string[] = [];
    const reaches = (what: string) => () => {
      asked.push(what);
      return Promise.resolve();
    };
    const house = {
      transport: reaches('a provider'),
      authTools: { send: reaches('who signs') },
      guardTools: { send: reaches('a check') },
    } as unknown as House;

    const { transport, authTools, guardTools } = reachesNobody(house) as unknown as {
      readonly transport: () => Promise<void>;
      readonly authTools: { readonly send: () => Promise<void> };
      readonly guardTools: { readonly send: () => Promise<void> };
    };

    for (const reach of [transport, authTools.send, guardTools.send]) await expect(reach()).rejects.toThrow('calls nobody');
    expect(asked).toEqual([]);
  });
});
