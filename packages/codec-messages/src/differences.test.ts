import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { messagesCodec, messagesDifferences } from './index.ts';

const written = (example: Json) =>
  messagesCodec().request(
    { messages: [{ role: 'user', content: 'hi' }], max_tokens: 100, ...example },
    { model: (example['model'] as string | undefined) ?? 'claude-sonnet-4-5', settings: {} },
  ).body as Json;

describe('what is said to be different', () => {
  it.each(messagesDifferences.map((difference) => [`${difference.member} ${difference.fate}`, difference] as const))(
    '%s',
    (_name, { member, fate, example }) => {
      if (fate === 'refused') {
        let param: string | undefined;
        try {
          written(example);
        } catch (error) {
          if (isFaultError(error)) param = error.fault.param;
        }
        expect(param?.replaceAll(/\[\d+\]/g, '[]')).toBe(member);
        return;
      }
      // A member that is left out leaves the request as it is without it; one that is changed does not stand there as given.
      const top = member.split(/[.[]/)[0]!;
      const name = member.split('.').at(-1)!;
      const request = written(example);
      if (fate === 'dropped') expect(JSON.stringify(request)).not.toContain(`"${name}"`);
      else expect(request[top]).not.toEqual(example[top]);
    },
  );
});
