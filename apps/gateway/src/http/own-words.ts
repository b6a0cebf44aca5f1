/** First words of the addresses of the admin API. */
export const ADMIN_WORDS: ReadonlySet<string> = new Set([
  'admin',
  'analytics',
  'api-keys',
  'audit-logs',
  'cassettes',
  'collections',
  'configs',
  'experiments',
  'feedback',
  'guardrails',
  'integrations',
  'labels',
  'logs',
  'model-configs',
  'otel',
  'prompts',
  'providers',
  'route',
  'shadows',
  'virtual-keys',
]);

/** First words of the addresses below `/v1` that this version does not answer yet. */
export const UNBUILT_WORDS: ReadonlySet<string> = new Set([
  'gateway',
  'mcp-integrations',
  'mcp-servers',
  'policies',
  'scim',
  'secret-references',
  'verify-ping',
]);

/** All that wire spec §§6 and 15–22 give to the gateway itself. None of them may ever reach a provider. */
export const OWN_WORDS: ReadonlySet<string> = new Set([...ADMIN_WORDS, ...UNBUILT_WORDS]);
