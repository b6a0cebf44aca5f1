import { describe, expect, it } from '@jest/globals';
import * as foundryModule from './foundry.ts';
import * as openaiModule from './openai.ts';
import { plain } from '@sluice/provider-testkit/recorded';

const azureFoundry = plain(foundryModule.azureFoundry);
const azureOpenAI = plain(openaiModule.azureOpenAI);

const pathOf = (operation: unknown, model: string | undefined, settings: object) =>
  (operation as { path: (target: object) => string }).path({ model, settings, streamed: false });

describe('addresses of Azure OpenAI', () => {
  const { chat, embeddings, responses, transcriptions, models } = azureOpenAI.operations;

  it.each([
    [chat, { deployment: 'dep', apiVersion: '2024-10-21' }, '/deployments/dep/chat/completions?api-version=2024-10-21'],
    [chat, { apiVersion: '2024-10-21' }, '/deployments/gpt-5/chat/completions?api-version=2024-10-21'],
    [chat, { deployment: 'a/../b?', apiVersion: '2024-10-21' }, '/deployments/a%2F..%2Fb%3F/chat/completions?api-version=2024-10-21'],
    [chat, { deployment: 'dep', apiVersion: 'v1' }, '/v1/chat/completions'],
    [chat, {}, '/v1/chat/completions'],
    [chat, { apiVersion: 'preview' }, '/v1/chat/completions?api-version=preview'],
    [embeddings, { apiVersion: '2024-10-21' }, '/deployments/gpt-5/embeddings?api-version=2024-10-21'],
    [transcriptions, { apiVersion: '2024-10-21' }, '/deployments/gpt-5/audio/transcriptions?api-version=2024-10-21'],
    [responses, { apiVersion: '2025-03-01-preview' }, '/responses?api-version=2025-03-01-preview'],
    [responses, { apiVersion: 'v1' }, '/v1/responses'],
    [models, { apiVersion: '2024-10-21' }, '/models?api-version=2024-10-21'],
  ])('%#: %j is at %s', (operation, settings, path) => {
    expect(pathOf(operation, 'gpt-5', settings)).toBe(path);
  });

  it('stand below the resource', () => {
    expect(azureOpenAI.baseURL({ apiKey: 'k', resource: 'acme-1' })).toBe('https://acme-1.openai.azure.com/openai');
    expect(azureOpenAI.baseURL({ apiKey: 'k' })).toBeUndefined();
  });

  it.each(['evil.example/', 'a.b', 'x@y', '', 'a b', '-a'])('are not at a resource named %j', (resource) => {
    expect(() => azureOpenAI.baseURL({ apiKey: 'k', resource })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ param: 'azure-resource-name' }) }),
    );
  });
});

describe('addresses of Azure AI Foundry', () => {
  it('stand below the endpoint that is named', () => {
    const foundry = 'https://acme.services.ai.azure.com/models/';

    expect(azureFoundry.baseURL({ apiKey: 'k', foundry })).toBe('https://acme.services.ai.azure.com/models');
    expect(pathOf(azureFoundry.operations.chat, 'm', { apiVersion: '2024-05-01-preview' })).toBe(
      '/chat/completions?api-version=2024-05-01-preview',
    );
    expect(pathOf(azureFoundry.operations.embeddings, 'm', {})).toBe('/embeddings');
  });

  it.each([
    'https://acme.openai.azure.com',
    'https://acme.openai.azure.us/v1',
    'https://acme.openai.azure.cn',
    'https://acme.cognitiveservices.azure.com',
    'https://Acme.eastus2.models.ai.azure.com',
    'https://acme.eastus2.inference.ml.azure.com',
  ])('may be at %s', (foundry) => {
    expect(azureFoundry.baseURL({ apiKey: 'k', foundry })).toBe(foundry);
  });

  it.each([
    'http://acme.services.ai.azure.com',
    'https://10.0.0.1',
    'https://azure.com.evil.example',
    'https://evil.example/.azure.com',
    'https://evil.westeurope.cloudapp.azure.com',
    'https://evil.azure-api.net',
    'https://evilopenai.azure.com',
    'x',
  ])('are not at %s', (foundry) => {
    expect(() => azureFoundry.baseURL({ apiKey: 'k', foundry })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ param: 'azure-foundry-url' }) }),
    );
  });
});
