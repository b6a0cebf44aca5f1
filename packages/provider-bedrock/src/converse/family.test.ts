import { describe, expect, it } from '@jest/globals';
import { familyOf } from './family.ts';

describe('what a model is like', () => {
  it.each([
    ['anthropic.claude-instant-v1', 'claude', 1],
    ['anthropic.claude-v2:1', 'claude', 2],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'claude', 3],
    ['us.anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude', 3.5],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'claude', 4],
    ['us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude', 4.5],
    ['global.anthropic.claude-opus-4-6-v1', 'claude', 4.6],
    ['anthropic.claude-opus-5', 'claude', 5],
    ['anthropic.claude-mythos-preview', 'claude', Infinity],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-4-6-v1', 'claude', 4.6],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0', 'nova', 1],
    ['eu.amazon.nova-2-lite-v1:0', 'nova', 2],
    ['arn:aws:bedrock:us-east-1:1:application-inference-profile/a1b2c3', 'unknown', 0],
    ['openai.gpt-oss-20b-1:0', 'gpt-oss', 0],
    ['openai.gpt-5.5', 'openai', 0],
    ['us.meta.llama4-scout-17b-instruct-v1:0', 'llama', 0],
    ['mistral.mistral-large-2407-v1:0', 'mistral', 0],
    ['qwen.qwen3-32b-v1:0', 'other', 0],
    [undefined, 'other', 0],
  ])('is read from %s', (model, name, version) => {
    expect(familyOf(model)).toMatchObject({ name, version });
  });

  it.each([
    ['anthropic.claude-haiku-4-5-20251001-v1:0', true, true, true, 'all'],
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', true, false, true, 'nothing'],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', true, false, true, 'all'],
    ['amazon.nova-lite-v1:0', true, false, true, 'messages'],
    ['amazon.titan-text-lite-v1', false, false, false, 'nothing'],
    ['mistral.mixtral-8x7b-instruct-v0:1', false, false, false, 'nothing'],
    ['mistral.mistral-large-3-675b-instruct', true, true, true, 'nothing'],
    ['us.deepseek.v3.2', true, true, false, 'nothing'],
    ['us.deepseek.r1-v1:0', true, false, false, 'nothing'],
  ])('tells what %s takes', (model, takesSystem, keepsSchema, takesToolChoice, caches) => {
    expect(familyOf(model)).toMatchObject({ takesSystem, keepsSchema, takesToolChoice, caches });
  });
});
