import { optional, secret, text } from '@sluice/provider-sdk';

/** What Vertex AI wants to know. The key is a ready OAuth token, or a key of express mode; a service account fetches tokens itself. */
export const fields = {
  apiKey: secret('OAuth token or express mode key', { env: ['VERTEX_API_KEY'] }),
  projectId: optional(text('Project', { header: 'vertex-project-id', env: ['GOOGLE_CLOUD_PROJECT', 'VERTEX_PROJECT_ID'] })),
  region: optional(text('Region', { header: 'vertex-region', env: ['GOOGLE_CLOUD_LOCATION', 'VERTEX_REGION'] })),
  serviceAccountJson: optional(secret('Service account, as JSON', { header: 'vertex-service-account-json' })),
};

export type VertexFields = typeof fields;

/** The same as anybody may hold it: a credential is there in one of two forms. */
export interface VertexSettings {
  readonly apiKey?: string | undefined;
  readonly projectId?: string | undefined;
  readonly region?: string | undefined;
  readonly serviceAccountJson?: string | undefined;
}
