import { defineProvider, optional, text, type SameDialect, type WireRequest } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { borrowsIdentity, credentials, otherCredentials, version } from './fields.ts';
import { resourceURL } from './hosts.ts';
import { models } from './models.ts';
import { isV1, ofDeployment, ofRealtime, ofResource, type Deployment } from './paths.ts';
import { nameDeployment, prepareChat } from './prepare-chat.ts';
import { readFault } from './read-fault.ts';
import { entraToken } from './token.ts';

const fields = {
  ...credentials,
  resource: optional(
    text('Resource', { header: 'azure-resource-name', config: 'resource_name', host: true, env: ['AZURE_RESOURCE_NAME'] }),
  ),
  deployment: optional(text('Deployment', { header: 'azure-deployment-id', config: 'deployment_id', env: ['AZURE_DEPLOYMENT_ID'] })),
  apiVersion: version,
  modelName: optional(text('Model of the deployment', { header: 'azure-model-name' })),
} as const;

type Operation = SameDialect<typeof fields>;

const inDeployment = (operation: { readonly dialect: Operation['dialect']; readonly path: string }) =>
  ({
    ...operation,
    path: ofDeployment(operation.path),
    prepare: (body, { settings }) => {
      if (isV1(settings)) nameDeployment(body, settings);
    },
  }) satisfies Operation;

const inResource = (operation: { readonly dialect: Operation['dialect']; readonly path: string }) =>
  ({
    ...operation,
    path: ofResource(operation.path),
    prepare: (body, { settings }: { readonly settings: Deployment }) => nameDeployment(body, settings),
  }) satisfies Operation;

const withHeader = (request: WireRequest, name: string, value: string): WireRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

/** Azure OpenAI: OpenAI's models, each behind a deployment of one's own. Source: Azure OpenAI REST reference, 2026; recorded traffic, 2024 to 2026. */
export const azureOpenAI = defineProvider({
  id: 'azure-openai',
  name: 'Azure OpenAI',
  aliases: ['azure'],
  telemetryName: 'azure.ai.openai',
  fields,
  otherCredentials,
  borrowsIdentity,
  models,
  baseURL: ({ resource }) => resourceURL(resource),
  authorize: async (request, settings, tools) => {
    const key = settings.apiKey as string | undefined;
    const token = await entraToken(settings, key !== undefined, request.url, tools);
    if (token !== undefined) return withHeader(request, 'authorization', `Bearer ${token}`);
    return key === undefined ? request : withHeader(request, 'api-key', key);
  },
  readFault,
  differences,
  passHeaders: ['openai-beta', 'x-ms-client-request-id'],
  operations: {
    chat: {
      takes: ['max_completion_tokens'],
      ...inDeployment(openAIOperations.chat),
      prepare: (body, { settings }) => prepareChat(body, settings),
      streamUsage: 'asked',
      ignoresPrefill: true,
    },
    completions: { ...inDeployment(openAIOperations.completions), streamUsage: 'asked' },
    embeddings: inDeployment(openAIOperations.embeddings),
    images: inDeployment(openAIOperations.images),
    imageEdits: inDeployment(openAIOperations.imageEdits),
    speech: inDeployment(openAIOperations.speech),
    transcriptions: inDeployment(openAIOperations.transcriptions),
    translations: inDeployment(openAIOperations.translations),
    responses: { ...inResource(openAIOperations.responses), streamUsage: 'always' },
    realtime: { ...openAIOperations.realtime, path: ofRealtime },
    models: { ...inResource(openAIOperations.models), prepare: () => {} },
  },
});
