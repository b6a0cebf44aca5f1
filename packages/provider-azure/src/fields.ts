import { optional, secret, text } from '@sluice/provider-sdk';

/** The ways to prove oneself to Azure; all of them work for both of its services. */
export const credentials = {
  apiKey: secret('API key', { env: ['AZURE_API_KEY'] }),
  adToken: optional(secret('Entra access token', { header: 'azure-ad-token', env: ['AZURE_OPENAI_AD_TOKEN'] })),
  /** `apiKey`, `entra` or `managed`. */
  authMode: optional(text('Kind of credential', { header: 'azure-auth-mode', bound: true })),
  entraTenantId: optional(text('Entra tenant', { header: 'azure-entra-tenant-id', bound: true })),
  entraClientId: optional(text('Entra client', { header: 'azure-entra-client-id', bound: true })),
  entraClientSecret: optional(secret('Entra client secret', { header: 'azure-entra-client-secret' })),
  entraScope: optional(text('Entra scope', { header: 'azure-entra-scope', bound: true })),
  managedClientId: optional(text('Client of the managed identity', { header: 'azure-managed-client-id', bound: true })),
  workloadClientId: optional(text('Client of the workload identity', { header: 'azure-workload-client-id', bound: true })),
} as const;

export const otherCredentials = [['adToken'], ['entraTenantId', 'entraClientId', 'entraClientSecret'], ['authMode']] as const;

export const version = optional(
  text('API version', { header: 'azure-api-version', config: 'api_version', env: ['AZURE_API_VERSION', 'OPENAI_API_VERSION'] }),
);

/** The token of the machine is the operator's, whoever asks for it to be used. */
export const borrowsIdentity = ({ authMode }: { readonly authMode?: string | undefined }): boolean =>
  authMode === 'managed' || authMode === 'workload';
