import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { columnOf } from './column.ts';
import { keep, kept } from './kept.ts';
import { messageOf } from './message.ts';
import { emptyPlayground } from './playground.ts';

beforeEach(() => sessionStorage.clear());

const page = {
  ...emptyPlayground(),
  columns: [columnOf({ model: 'large' })],
  messages: [messageOf('user', { text: 'hello', pictures: ['data:image/png;base64,AAAA'] })],
};

describe('what is kept of a playground', () => {
  it('is found again by the same person, and by no other', () => {
    keep(page, 'user:1');

    expect(kept('user:1')).toEqual(page);
    expect(kept('user:2')).toBeUndefined();
  });

  it('has no secrets in it', () => {
    const tools = JSON.stringify([{ type: 'mcp', server_url: 'https://x.test', authorization: 'sk-1', headers: { 'X-Api-Key': 'sk-2' } }]);
    const settings = { ...page.settings, tools, extra: '{"max_tokens": 5, "api_key": "sk-3"', metadata: '{"_user":"u"}' };

    keep({ ...page, settings }, 'user:1');

    expect(sessionStorage.getItem('sluice.playground')).not.toContain('sk-');
    expect(kept('user:1')?.settings).toMatchObject({ metadata: '{"_user":"u"}', extra: '' });
    expect(kept('user:1')?.settings.tools).toContain('https://x.test');
  });

  it('is without pictures where the browser has no room for them', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });

    const fitted = keep(page, 'user:1');

    expect(fitted).toBe(false);
    expect(kept('user:1')?.messages[0]).toMatchObject({ text: 'hello', pictures: [] });
  });

  it('is nothing where somebody else wrote there', () => {
    sessionStorage.setItem('sluice.playground', '{"form":1,"whose":"user:1","state":{"columns":"x"}}');

    expect(kept('user:1')).toBeUndefined();
  });
});
