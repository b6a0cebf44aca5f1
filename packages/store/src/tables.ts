import type { Schema } from './schema.ts';

/**
 * Every table by its primary key, each after those that it refers to: the order in which rows can be put in, and
 * backwards the one in which tables can go.
 */
export const TABLES = {
  keyring: ['id'],
  revision: ['id'],
  changes: ['seq'],
  workspaces: ['id'],
  users: ['id'],
  memberships: ['workspace_id', 'user_id'],
  invites: ['id'],
  sessions: ['token_hash'],
  setup_links: ['token_hash'],
  api_keys: ['id'],
  api_key_hashes: ['hash'],
  integrations: ['id'],
  integration_workspaces: ['integration_id', 'workspace_id'],
  integration_models: ['integration_id', 'slug'],
  providers: ['id'],
  configs: ['id'],
  config_versions: ['id'],
  guardrails: ['id'],
  guardrail_versions: ['id'],
  collections: ['id'],
  labels: ['id'],
  prompts: ['id'],
  prompt_versions: ['id'],
  prompt_labels: ['prompt_id', 'label_id'],
  partials: ['id'],
  partial_versions: ['id'],
  aliases: ['id'],
  prices: ['id'],
  usage: ['id'],
  audit_log: ['seq'],
  idempotency: ['id'],
} as const satisfies { readonly [T in keyof Schema]: readonly (keyof Schema[T])[] };

/** A table's name. */
export type TableName = keyof Schema;

/** All names, in that order. */
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
