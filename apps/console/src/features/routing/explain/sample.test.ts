import { describe, expect, it } from '@jest/globals';
import { FIRST_SAMPLE, questionOf, sampleOfLog } from './sample.ts';

describe('questionOf', () => {
  it('makes of a model and a message what the address wants', () => {
    const sample = { ...FIRST_SAMPLE, model: 'm', message: 'Hi' };

    expect(questionOf(sample).question.body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] });
    expect(questionOf({ ...sample, path: '/v1/embeddings' }).question.body).toEqual({ model: 'm', input: 'Hi' });
    expect(questionOf({ ...sample, path: '/v1/completions' }).question.body).toEqual({ model: 'm', prompt: 'Hi' });
  });

  it('reads metadata and headers', () => {
    const { question, faults } = questionOf({ ...FIRST_SAMPLE, metadata: '{"plan": "paid", "n": 1}', headers: 'x-a: b: c\n\n' });

    expect(question).toMatchObject({ metadata: { plan: 'paid', n: '1' }, headers: { 'x-a': 'b: c' } });
    expect(faults).toEqual({});
  });

  it('says what is wrong at its field', () => {
    const { faults } = questionOf({ path: 'chat', model: '', message: '', metadata: '[1]', headers: 'nothing', body: '{' });

    expect(Object.keys(faults).sort()).toEqual(['body', 'headers', 'metadata', 'path']);
  });
});

describe('sampleOfLog', () => {
  const log = (body: unknown) => ({
    request: {
      url: '/v1/embeddings?x=1',
      method: 'POST',
      headers: { 'x-team': 'blue', authorization: '[redacted]', 'user-agent': 'curl', 'x-token': '[redacted]' },
      portkeyHeaders: {},
      body,
    },
    metadata: { plan: 'paid' },
  });

  it('asks what was asked', () => {
    const { question } = questionOf(sampleOfLog(log({ model: 'm', input: 'x' }))!);

    expect(question).toEqual({
      path: '/v1/embeddings',
      body: { model: 'm', input: 'x' },
      metadata: { plan: 'paid' },
      headers: { 'x-team': 'blue' },
    });
  });

  it('has nothing to ask where the body is not kept, or only its beginning', () => {
    expect(sampleOfLog(log(null))).toBeUndefined();
    expect(sampleOfLog(log('{"model": "m", "inp'))).toBeUndefined();
  });
});
