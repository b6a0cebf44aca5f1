import { describe, expect, it } from '@jest/globals';
import { leading, readTarget } from './reading.test.support.ts';
import { inSnakeCase } from './spelling.ts';

/** A name that is the caller's own and must stay as it is. */
const OWN = { maxTokens: 1, inner: { topP: 1 } };

describe('the spelling of a config', () => {
  it('is snake case wherever it was camel case', () => {
    const camel = { strategy: { mode: 'fallback', onStatusCodes: [1] }, targets: [{ apiKey: 'k', retry: { onStatusCodes: [2] } }] };

    expect(inSnakeCase(camel)).toEqual({
      strategy: { mode: 'fallback', on_status_codes: [1] },
      targets: [{ api_key: 'k', retry: { on_status_codes: [2] } }],
    });
  });

  it.each([
    ['override_params', 'overrideParams'],
    ['default_params', 'defaultParams'],
    ['params', 'params'],
    ['checks', 'checks'],
    ['vertex_service_account_json', 'vertexServiceAccountJson'],
    ['conditions', 'conditions'],
    ['guardrails', 'guardrails'],
    ['input_guardrails', 'inputGuardrails'],
    ['output_guardrails', 'outputGuardrails'],
    ['input_mutators', 'inputMutators'],
    ['output_mutators', 'outputMutators'],
    ['before_request_hooks', 'beforeRequestHooks'],
    ['after_request_hooks', 'afterRequestHooks'],
    ['cb_config', 'cbConfig'],
  ])('leaves what stands in %s as it is', (snake, camel) => {
    expect(inSnakeCase({ [camel]: OWN })).toEqual({ [snake]: OWN });
    expect(inSnakeCase({ targets: [{ [snake]: [OWN] }] })).toEqual({ targets: [{ [snake]: [OWN] }] });
  });

  it('leaves names of fields in conditions as the caller spells them', () => {
    const strategy = { conditions: [leading({ 'metadata.userPlan': 'paid' }, 'myTarget')] };

    expect(inSnakeCase({ strategy })).toEqual({ strategy });
  });

  it('makes of the cache of old configs what it is now', () => {
    expect(inSnakeCase({ cache: 'simple' })).toEqual({ cache: { mode: 'simple' } });
  });

  it('leaves out what is null, as exported configs have it', () => {
    const exported = {
      strategy: { mode: 'fallback', onStatusCodes: null },
      cache: null,
      targets: [{ apiKey: null, provider: 'acme', weight: 0 }],
    };

    expect(inSnakeCase(exported)).toEqual({ strategy: { mode: 'fallback' }, targets: [{ provider: 'acme', weight: 0 }] });
  });

  it('leaves a null of the caller’s own as it is', () => {
    const own = { override_params: { stop: null, inner: { user: null } }, targets: [null] };

    expect(inSnakeCase({ ...own, default_params: null })).toEqual(own);
  });

  it.each([null, 'text', 7, true, undefined])('lets %s be', (value) => {
    expect(inSnakeCase(value)).toBe(value);
  });

  it('does not change what it was given', () => {
    const given = { apiKey: 'k', targets: [{ virtualKey: 'v' }] };

    inSnakeCase(given);

    expect(given).toEqual({ apiKey: 'k', targets: [{ virtualKey: 'v' }] });
  });
});

describe('a retry', () => {
  it.each([
    ['as the code spells it', { use_retry_after_header: true }, true],
    ['as the documents spell it', { use_retry_after_headers: true }, true],
    ['in camel case', { useRetryAfterHeader: true }, true],
    ['in camel case, as the documents spell it', { useRetryAfterHeaders: true }, true],
    ['in both, the code’s counting', { use_retry_after_header: false, use_retry_after_headers: true }, false],
    ['in none', {}, false],
  ])('reads the header that asks for a pause %s', async (_, spelled, expected) => {
    expect((await readTarget({ retry: { attempts: 1, ...spelled } })).retry?.useRetryAfter).toBe(expected);
  });

  it.each([
    [0, 0],
    [5, 5],
    [6, 5],
    [1000, 5],
  ])('of %i attempts has %i', async (asked, attempts) => {
    expect((await readTarget({ retry: { attempts: asked } })).retry?.attempts).toBe(attempts);
  });
});

describe('a cache', () => {
  it.each([
    ['as old configs say it', 'simple', { maxAge: undefined }],
    ['by its mode', { mode: 'simple' }, { maxAge: undefined }],
    ['with an age', { mode: 'simple', max_age: 60 }, { maxAge: 60 }],
    ['with an age in camel case', { mode: 'simple', maxAge: 60 }, { maxAge: 60 }],
    ['with no age', { mode: 'simple', max_age: null }, { maxAge: undefined }],
    ['with an age out of range, which is no error', { mode: 'simple', max_age: -5 }, { maxAge: -5 }],
  ])('is read %s', async (_, cache, expected) => {
    expect((await readTarget({ cache })).cache).toEqual(expected);
  });
});
