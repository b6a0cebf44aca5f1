import { FaultError, optional, text } from '@sluice/provider-sdk';
import { predibaseChat } from '../codecs/predibase-chat.ts';
import type { Preset } from '../preset.ts';
import { likeMost, likeOpenAI } from '../prepare/like-most.ts';

/** A name that becomes part of an address; with anything else in it, it would be another address. */
function nameIn(value: string | undefined, param: string): string | undefined {
  if (value === undefined || /^[a-z0-9][a-z0-9._-]*$/i.test(value)) return value;
  throw new FaultError({
    kind: 'invalid_request',
    message: `${param}: must be a name of letters, digits, dots and dashes`,
    param,
    code: 'invalid_value',
  });
}

const WORKSPACES = /\.(?:cloud\.databricks\.com|azuredatabricks\.net|gcp\.databricks\.com|databricks\.azure\.us)$/;

/** Clouds whose addresses hold a name of the customer's. */
export const clouds: readonly Preset[] = [
  { id: 'baseten', name: 'Baseten', base: 'https://inference.baseten.co/v1', operations: ['chat', 'models'], chat: likeMost },
  {
    id: 'databricks',
    name: 'Databricks',
    fields: { workspace: optional(text('Workspace', { header: 'databricks-workspace', host: true })) },
    base: ({ workspace }) => {
      const name = nameIn(workspace, 'databricks-workspace');
      if (name === undefined) return undefined;
      return `https://${WORKSPACES.test(name) ? name : `${name.replaceAll('.', '')}.cloud.databricks.com`}/serving-endpoints`;
    },
    env: ['DATABRICKS_TOKEN'],
    operations: ['chat', 'completions', 'embeddings'],
    // Every chunk counts (recorded streams, 2025).
    streamUsage: 'always',
    chat: likeMost,
  },
  {
    // Newer: https://models.github.ai/inference.
    id: 'github',
    name: 'GitHub Models',
    base: 'https://models.inference.ai.azure.com',
    env: ['GITHUB_TOKEN'],
    operations: ['chat', 'completions', 'embeddings'],
    chat: likeOpenAI,
    passHeaders: ['x-github-api-version', 'extra-parameters'],
    faults: { tokens_limit_reached: 'context_too_long', ratelimitreached: 'rate_limited', unknown_model: 'model_not_found' },
  },
  {
    id: 'predibase',
    name: 'Predibase',
    base: 'https://serving.app.predibase.com',
    own: { chat: { dialect: 'openai-chat', codec: predibaseChat } },
    differences: [
      {
        member: 'user',
        fate: 'dropped',
        how: 'Is the tenant, which stands in the address.',
        source: 'docs.predibase.com, REST API, as of 2026-11',
        example: { user: 'acme' },
      },
    ],
  },
  {
    id: 'snowflake-cortex',
    name: 'Snowflake Cortex',
    aliases: ['cortex', 'snowflake'],
    fields: { account: optional(text('Account', { header: 'snowflake-account', host: true, env: ['SNOWFLAKE_ACCOUNT'] })) },
    base: ({ account }) => {
      const name = nameIn(account, 'snowflake-account');
      return name === undefined ? undefined : `https://${name}.snowflakecomputing.com/api/v2/cortex/v1`;
    },
    operations: ['chat'],
    chat: likeOpenAI,
    takes: ['max_completion_tokens', 'reasoning_content', 'reasoning_details'],
    passHeaders: ['x-snowflake-authorization-token-type'],
  },
  {
    // Below /ai/run each model has words of its own; this is the door for OpenAI's (recorded traffic, 2026).
    id: 'workers-ai',
    name: 'Cloudflare Workers AI',
    aliases: ['cloudflare'],
    fields: { accountId: optional(text('Account', { header: 'workers-ai-account-id', env: ['CLOUDFLARE_ACCOUNT_ID'] })) },
    base: ({ accountId }) => {
      const name = nameIn(accountId, 'workers-ai-account-id');
      return name === undefined ? undefined : `https://api.cloudflare.com/client/v4/accounts/${name}/ai`;
    },
    root: '/v1',
    env: ['CLOUDFLARE_API_TOKEN'],
    operations: ['chat', 'embeddings'],
    chat: likeMost,
  },
];
