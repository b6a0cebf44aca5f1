import { defineProvider, optional, text, type SameDialect, type WireRequest } from '@sluice/provider-sdk';
import { openAIOperations, thinkingAsEffort } from '@sluice/provider-sdk/openai';
import { borrowsIdentity, credentials, otherCredentials, version } from './fields.ts';
import { foundryURL } from './hosts.ts';
import { foundryModels } from './models.ts';
import { readFault } from './read-fault.ts';
import { entraToken } from './token.ts';

const fields = {
  ...credentials,
  foundry: optional(text('Address of the endpoint', { header: 'azure-foundry-url', host: true })),
  deployment: optional(text('Deployment', { header: 'azure-deployment-name' })),
  apiVersion: version,
  /** `drop`, `pass-through` or `error`: what becomes of parameters that the model does not know. */
  extraParams: optional(text('Unknown parameters', { header: 'azure-extra-params' })),
  endpointName: optional(text('Name of the endpoint', { header: 'azure-endpoint-name', host: true })),
} as const;

type Operation = SameDialect<typeof fields>;

const at = (operation: { readonly dialect: Operation['dialect']; readonly path: string }) =>
  ({
    ...operation,
    path: ({ settings: { apiVersion } }) =>
      apiVersion === undefined ? operation.path : `${operation.path}?api-version=${encodeURIComponent(apiVersion)}`,
  }) satisfies Operation;

/** Hosts that read a key in `api-key` only, and those that read it as a Bearer token only; to any other it goes in both. */
const IN_API_KEY = /^https:\/\/[^/]+\.(?:services\.ai|cognitiveservices|openai)\.azure\./;
const IN_BEARER = /^https:\/\/[^/]+\.(?:models\.ai|inference\.ml)\.azure\./;

function keyHeaders(url: string, key: string): Readonly<Record<string, string>> {
  return {
    ...(!IN_BEARER.test(url) && { 'api-key': key }),
    ...(!IN_API_KEY.test(url) && { authorization: `Bearer ${key}` }),
  };
}

interface Routing {
  readonly extraParams?: string | undefined;
  readonly deployment?: string | undefined;
}

/** What becomes of parameters that the model does not know, and which deployment is meant. */
const routing = ({ extraParams = 'drop', deployment }: Routing, headers: WireRequest['headers']) => ({
  'extra-parameters': headers['extra-parameters'] ?? extraParams,
  ...(deployment !== undefined && { 'azureml-model-deployment': deployment }),
});

/** Azure AI Foundry: models of many makers at an endpoint of one's own. Source: Azure AI model inference REST reference, 2026; recorded traffic, 2026. */
export const azureFoundry = defineProvider({
  id: 'azure-ai',
  name: 'Azure AI Foundry',
  aliases: ['azure-foundry'],
  telemetryName: 'azure.ai.inference',
  fields,
  otherCredentials,
  borrowsIdentity,
  models: foundryModels,
  baseURL: ({ foundry }) => foundryURL(foundry),
  authorize: async (request, settings, tools) => {
    const key = settings.apiKey as string | undefined;
    const token = await entraToken(settings, key !== undefined, request.url, tools);
    const credential = token !== undefined ? { authorization: `Bearer ${token}` } : key === undefined ? {} : keyHeaders(request.url, key);
    return { ...request, headers: { ...request.headers, ...routing(settings, request.headers), ...credential } };
  },
  readFault,
  passHeaders: ['extra-parameters'],
  differences: [
    {
      member: 'thinking',
      fate: 'dropped',
      how: 'Becomes a reasoning_effort.',
      source: 'Azure AI model inference REST reference, 2026',
      example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    },
  ],
  operations: {
    chat: { ...at(openAIOperations.chat), streamUsage: 'asked', prepare: (body) => thinkingAsEffort(body) },
    completions: { ...at(openAIOperations.completions), streamUsage: 'asked' },
    embeddings: at(openAIOperations.embeddings),
    images: at(openAIOperations.images),
    imageEdits: at(openAIOperations.imageEdits),
    speech: at(openAIOperations.speech),
    transcriptions: at(openAIOperations.transcriptions),
    translations: at(openAIOperations.translations),
  },
});
