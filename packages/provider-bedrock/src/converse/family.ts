/** What a model is like, as far as Converse does not make all models alike. */
export interface Family {
  readonly name: 'claude' | 'nova' | 'gpt-oss' | 'openai' | 'mistral' | 'cohere' | 'llama' | 'titan' | 'other' | 'unknown';
  /** Of Claude and Nova: 3.5, 4.6, 2. */
  readonly version: number;
  /** Takes instructions apart from the conversation. */
  readonly takesSystem: boolean;
  /** Keeps to a JSON Schema by `outputConfig`. */
  readonly keepsSchema: boolean;
  /** Can be made to call a tool. */
  readonly takesToolChoice: boolean;
  /** Marks of what to cache: none, in messages and instructions, or among the tools too. */
  readonly caches: 'nothing' | 'messages' | 'all';
}

/**
 * Vendors all of whose models on Bedrock keep to a schema, and those models of others that do.
 * Source: Bedrock user guide, "Get validated JSON results from models", read 2026-11.
 */
const KEEPS_SCHEMA =
  /^(?:openai|qwen|google|minimax|moonshot|moonshotai|nvidia|zai)\.|^deepseek\.v3|^mistral\.(?:magistral|ministral-3|mistral-large-3|voxtral)/;

/** Source: Bedrock user guide, "Supported models and model features" of the Converse API, read 2026-11. */
const NO_SYSTEM = /^amazon\.titan-text|^mistral\.(?:mistral-7b|mixtral-8x7b)|^cohere\.command(?:-light)?-text|^ai21\.j2/;

/** A profile's region in front of a model's id. */
const PROFILE = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\./;

/** Reads a model's id, its cross-region profile or its ARN. An ARN of the account's own tells nothing: `unknown`. */
export function familyOf(model: string | undefined): Family {
  const last = (model ?? '').toLowerCase().split('/').at(-1)!;
  const id = last.replace(PROFILE, '');
  const name = nameOf(id, model?.startsWith('arn:') === true);
  const version = versionOf(id, name);
  return {
    name,
    version,
    takesSystem: !NO_SYSTEM.test(id),
    keepsSchema: name === 'claude' ? version >= 4.5 : KEEPS_SCHEMA.test(id),
    takesToolChoice: name === 'claude' || name === 'nova' || name === 'unknown' || id.startsWith('mistral.mistral-large'),
    caches: cachesOf(id, name, version),
  };
}

function nameOf(id: string, isArn: boolean): Family['name'] {
  if (id.includes('claude')) return 'claude';
  if (id.startsWith('amazon.nova')) return 'nova';
  if (id.startsWith('amazon.titan')) return 'titan';
  if (id.startsWith('meta.')) return 'llama';
  if (id.includes('gpt-oss')) return 'gpt-oss';
  const vendor = id.split('.')[0];
  if (vendor === 'openai' || vendor === 'mistral' || vendor === 'cohere') return vendor;
  return isArn && vendor === id ? 'unknown' : 'other';
}

/** Source: Bedrock user guide, "Prompt caching for faster model inference", read 2026-11. */
function cachesOf(id: string, name: Family['name'], version: number): Family['caches'] {
  if (name === 'nova') return 'messages';
  if (name === 'unknown') return 'all';
  return name === 'claude' && (version >= 3.7 || /claude-3-5-(?:haiku|sonnet-20241022)/.test(id)) ? 'all' : 'nothing';
}

/** `claude-3-5-sonnet`, `claude-opus-4-6-v1`, `claude-sonnet-4-20250514`, `nova-2-lite`. A Claude without a number is a new one. */
function versionOf(id: string, name: Family['name']): number {
  if (name === 'nova') return id.startsWith('amazon.nova-2') ? 2 : 1;
  if (name !== 'claude') return 0;
  const found = /claude-(?:v|instant-v|[a-z]+-)?(\d{1,2})(?:-(\d{1,2}))?(?![\d])/.exec(id);
  return found ? Number(found[1]) + Number(found[2] ?? 0) / 10 : Infinity;
}
