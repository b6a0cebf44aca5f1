import { optional, secret, text, type Field } from '@sluice/provider-sdk';

type Name = 'apiKey' | 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'region' | 'authType' | 'roleArn' | 'externalId';

/** What each way to sign in needs is asked for when it is used, since no field is needed by all. */
type OptionalField = Field & { readonly required: false };

export type BedrockFields = Readonly<Record<Name, OptionalField>>;

/** A Bedrock API key, or a key pair of AWS's to sign with, lent or not. */
export const fields: BedrockFields = {
  apiKey: optional(secret('Bedrock API key', { env: ['AWS_BEARER_TOKEN_BEDROCK'] })),
  accessKeyId: optional(text('AWS access key id', { header: 'aws-access-key-id', env: ['AWS_ACCESS_KEY_ID'] })),
  secretAccessKey: optional(secret('AWS secret access key', { header: 'aws-secret-access-key', env: ['AWS_SECRET_ACCESS_KEY'] })),
  sessionToken: optional(secret('AWS session token', { header: 'aws-session-token', bound: true, env: ['AWS_SESSION_TOKEN'] })),
  region: optional(text('AWS region (us-east-1)', { header: 'aws-region', env: ['AWS_REGION'] })),
  authType: optional(text('How to sign in: apiKey, accessKey or assumedRole', { header: 'aws-auth-type', bound: true })),
  roleArn: optional(text('ARN of the role to assume', { header: 'aws-role-arn', bound: true })),
  externalId: optional(secret('External id of the role', { header: 'aws-external-id', bound: true })),
};
