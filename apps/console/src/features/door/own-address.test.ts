import { describe, expect, it } from '@jest/globals';
import { ownAddress } from './own-address.ts';

const HERE = 'http://127.0.0.1:8787';

describe('where somebody goes who has signed in', () => {
  it.each(['/logs', '/logs?success=false', '/keys/a-key?edit=true', '/', '/routing/pc-main#targets'])(
    'is the page that they wanted: %s',
    (to) => {
      const address = ownAddress(to, HERE);

      expect(address).toBe(to);
    },
  );

  it.each([
    undefined,
    '',
    'https://evil.example/console/logs',
    '//evil.example/logs',
    '/\\evil.example',
    '/../v1/logs',
    '/%2e%2e/docs',
    'javascript:alert(1)',
    '@evil.example',
    '/sign-in?to=/logs',
    '/setup?token=x',
  ])('is the start for what is no page of the console: %s', (to) => {
    const address = ownAddress(to, HERE);

    expect(address).toBe('/');
  });
});
