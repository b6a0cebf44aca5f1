import { describe, expect, it } from '@jest/globals';
import { azureFoundry } from './foundry.ts';
import { azureOpenAI } from './openai.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';

const OLD = { apiVersion: '2024-02-01' };

describe('a chat request to Azure OpenAI', () => {
  it.each([[{}], [{ apiVersion: 'v1' }], [{ apiVersion: '2025-04-01-preview', deployment: 'd' }]])('keeps its bytes at %j', (settings) => {
    const text = '{ "model":"gpt-5", "max_completion_tokens":1e3,"prediction":{ }, "data_sources":[ ], "messages":[{"role":"developer"}] }';

    expect(sentFor(azureOpenAI, text, settings)).toBe(text);
  });

  it('names the deployment where the newer surface looks for it', () => {
    expect(sent(azureOpenAI, { model: 'gpt-5' }, { deployment: 'd' })).toEqual({ model: 'd' });
    expect(sent(azureOpenAI, { model: 'gpt-5' }, { deployment: 'd', apiVersion: '2024-10-21' })).toEqual({ model: 'gpt-5' });
  });

  it('knows what came between versions', () => {
    const body = { max_completion_tokens: 5, parallel_tool_calls: true, reasoning_effort: 'low', stream_options: {} };

    expect(sent(azureOpenAI, body, { apiVersion: '2024-10-21' })).toEqual({ max_tokens: 5, parallel_tool_calls: true, stream_options: {} });
    expect(sent(azureOpenAI, body, { apiVersion: '2024-12-01-preview' })).toEqual(body);
  });

  it.each(azureOpenAI.differences.map((each) => [each.member, each] as const))('does with %s what it declares', (_, difference) => {
    expect(fateOf(azureOpenAI, difference, OLD)).toBe(difference.fate);
  });

  it.each(azureFoundry.differences.map((each) => [each.member, each] as const))('does with %s what Foundry declares', (_, difference) => {
    expect(fateOf(azureFoundry, difference)).toBe(difference.fate);
  });

  it('survives members of any shape', () => {
    for (const odd of ODD) for (const settings of [{}, OLD]) expect(() => sent(azureOpenAI, oddCall(odd), settings)).not.toThrow();
  });
});
