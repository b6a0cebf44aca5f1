import type { Json } from '@sluice/provider-sdk';
import { cannot, isJson, jsonIn, listIn, textIn, type ChatCall } from '@sluice/provider-sdk/chat';

/** Members that are the Messages API's own and go through as they came. Source: anthropic-sdk-typescript, 2026-08-19. */
const OWN: readonly string[] = [
  'cache_control',
  'container',
  'context_management',
  'fallbacks',
  'inference_geo',
  'mcp_servers',
  'safeguards',
  'speed',
  'user_profile_id',
];

/** What is passed on; all other members mean nothing to the model. */
export const restOf = ({ rest }: ChatCall): Json =>
  Object.fromEntries(OWN.filter((name) => name in rest).map((name) => [name, rest[name]]));

/** Refuses what cannot be asked here and would be missed in the answer. */
export function refuseWhatIsMissed({ choices, logprobs, rest }: ChatCall): void {
  if (choices !== 1) throw cannot('n', 'one answer is given; ask again for another');
  if (logprobs !== undefined) throw cannot('logprobs', 'these models do not tell how likely a token was');
  if (Object.keys(jsonIn(rest['logit_bias']) ?? {}).length > 0) throw cannot('logit_bias', 'single tokens cannot be made likelier here');
  if (isJson(rest['audio']) || listIn(rest['modalities']).includes('audio')) throw cannot('modalities', 'these models do not speak');
  if (isJson(rest['web_search_options'])) {
    throw cannot('web_search_options', 'search is a tool here: {"type":"web_search_20250305","name":"web_search"}');
  }
}

/** The caller's user, the one thing that `metadata` holds. */
export function metadataOf({ user, rest }: ChatCall): Json | undefined {
  const id = user ?? textIn(jsonIn(rest['metadata'])?.['user_id']) ?? textIn(rest['safety_identifier']);
  return id === undefined ? undefined : { user_id: id };
}

const TIERS: ReadonlyMap<string | undefined, string> = new Map([
  ['auto', 'auto'],
  ['default', 'auto'],
  ['standard_only', 'standard_only'],
]);

export const tierOf = ({ serviceTier }: ChatCall): string | undefined => TIERS.get(serviceTier);

/** Names of what is not yet for everybody, as a list or as text. */
export const betasOf = ({ rest }: ChatCall): readonly string[] => {
  const betas = rest['anthropic_beta'];
  if (typeof betas === 'string') return betas.split(',').map((beta) => beta.trim());
  return listIn(betas).filter((beta) => typeof beta === 'string');
};
