import { describe, expect, it } from '@jest/globals';
import { realtimeQuery } from './realtime-query.ts';

describe('the query of a realtime address', () => {
  it.each([
    ['names the model that was chosen', '?model=%40main%2Fgpt-realtime', 'gpt-realtime', '?model=gpt-realtime'],
    ['names a model that a config sets', '', 'gpt-realtime', '?model=gpt-realtime'],
    ['keeps what else the caller says, as it was spelled', '?a=1&model=x&b=%C3%A9+c&a=2', 'y/z', '?model=y%2Fz&a=1&b=%C3%A9+c&a=2'],
    ['needs no model', '?call_id=rtc_1&intent=transcription', undefined, '?call_id=rtc_1&intent=transcription'],
    ['does not pass on a reference without a model', '?model=@main', undefined, ''],
    [
      'holds nothing of ours, and no key',
      '?x-portkey-api-key=sk-1&X-Sluice-Trace-Id=t&api-key=k&Authorization=Bearer+k&model=m',
      'm',
      '?model=m',
    ],
  ])('%s', (_what, query, model, expected) => {
    expect(realtimeQuery(query, model)).toBe(expected);
  });
});
