import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { readChatCall } from '@sluice/provider-sdk/chat';
import { responsesBridge } from './bridge.ts';
import { responsesDifferences } from './differences.ts';

/** `refused` with the path as it is declared, or what the request became. */
function send(example: Json): string | Json {
  try {
    return responsesBridge.request({ model: 'm', input: 'hi', ...example });
  } catch (error) {
    if (!isFaultError(error)) throw error;
    return error.fault.param!.replaceAll(/\d+/g, '');
  }
}

describe('what is declared of the Responses door', () => {
  it.each(responsesDifferences.map((difference) => [difference.fate, difference.member, difference] as const))(
    '%s: %s',
    (fate, member, difference) => {
      const found = send(difference.example);

      if (fate === 'refused') expect(found).toBe(member);
      else {
        const [top] = member.split(/[.[]/);
        const last = member.split('.').at(-1)!.replaceAll('[]', '');
        expect(readChatCall(found as Json).turns.length).toBeGreaterThan(0);
        if (fate === 'dropped') expect(JSON.stringify(found)).not.toContain(`"${last}":`);
        else expect((found as Json)[top!]).not.toEqual(difference.example[top!]);
      }
    },
  );
});
