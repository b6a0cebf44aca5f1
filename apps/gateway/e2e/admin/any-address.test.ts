import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { GENERIC } from './methods.ts';
import { items, refusal, text, type Fields } from './sdk.ts';
import { ask, heard, PAIRS, setStage, STARTING_MS, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'addresses that an SDK is given as text', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('by $maker and $reader', ({ maker, reader }) => {
    it('make, list, change and remove', async () => {
      const [one, other] = [stage[maker], stage[reader]];

      const slug = text(await one.send('post', '/virtual-keys', { name: 'by hand', provider: 'groq', key: 'gsk-by-hand' }), 'slug');
      expect(items(await other.send('get', '/virtual-keys?page_size=1000')).map((each) => each['slug'])).toContain(slug);
      await other.send('put', `/virtual-keys/${slug}`, { key: 'gsk-by-hand-2', name: 'by another hand' });
      await ask(one, { virtual_key: slug });
      expect(heard(stage).key).toBe('gsk-by-hand-2');
      await one.send('delete', `/virtual-keys/${slug}`);

      expect(await refusal(other.send('get', `/virtual-keys/${slug}`))).toMatchObject({ status: 404 });
    });

    it('are refused alike where nothing is', async () => {
      expect(await refusal(stage[maker].send('get', '/virtual-keys/no-such-key'))).toMatchObject({
        status: 404,
        message: expect.stringContaining('no-such-key'),
      });
    });
  });

  it('answer errors as the admin API does, whatever went wrong', async () => {
    const answers = await Promise.all(
      [
        { path: '/virtual-keys/none', method: 'GET', status: 404, errorCode: 'AB02' },
        { path: '/virtual-keys', method: 'POST', body: '{', status: 400, errorCode: 'AB01' },
        { path: '/virtual-keys', method: 'POST', body: '{}', status: 400, errorCode: 'AB01' },
        { path: '/virtual-keys', method: 'GET', key: 'nobody-of-this-name', status: 401, errorCode: 'AB05' },
        { path: '/virtual-keys/filed-key', method: 'DELETE', status: 409, errorCode: 'AB07' },
      ].map(async ({ path, method, body, key, status, errorCode }) => {
        const response = await fetch(`${stage.gateway.url}/v1${path}`, {
          method,
          headers: { 'content-type': 'application/json', 'x-portkey-api-key': key ?? stage.adminKey },
          ...(body !== undefined && { body }),
        });
        return {
          expected: { status, errorCode },
          status: response.status,
          trace: response.headers.get('x-portkey-trace-id'),
          body: (await response.json()) as Fields,
        };
      }),
    );

    for (const { expected, status, trace, body } of answers) {
      expect({ status, ...(body['data'] as object) }).toMatchObject(expected);
      expect(trace).toMatch(/./);
      expect(body).toMatchObject({ success: false, status: 'failure', message: expect.any(String), error: { message: body['message'] } });
    }
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, GENERIC)).toEqual([]);
  });
});
