import { describe, expect, it } from '@jest/globals';
import { Account } from '@sluice/core';
import { cleanerFor } from './cleaner.ts';
import { loggedTry } from './logged-tries.ts';

const addressKept = (url: string | undefined, secrets: readonly string[] = []) => {
  const account = new Account(0);
  const tried = account.begin({ target: 'config', provider: 'groq', model: 'm', virtualKey: undefined, why: 'first' });
  tried.url = url;
  return loggedTry(tried, account, 1, { used: undefined, cost: undefined }, cleanerFor(secrets).text).url;
};

describe('the address of an exchange', () => {
  it.each([
    ['https://api.example.com/v1/chat/completions?key=abc123#x', 'https://api.example.com/v1/chat/completions'],
    ['http://ada:pass@127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['wss://api.example.com/v1/realtime?model=m', 'wss://api.example.com/v1/realtime'],
    ['no address', undefined],
    [undefined, undefined],
  ])('of %s is kept as %s', (url, kept) => {
    expect(addressKept(url)).toBe(kept);
  });

  it('has no secret of the request in its path', () => {
    expect(addressKept('https://api.example.com/of/hunter2-hunter2/chat', ['hunter2-hunter2'])).toBe(
      'https://api.example.com/of/[redacted]/chat',
    );
  });
});
