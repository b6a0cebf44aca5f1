import type { Json } from '@sluice/provider-sdk';
import { compact, jsonIn, type ChatCall } from '@sluice/provider-sdk/chat';

/** A member of Converse's own, by its own name or with `_` between words. */
export function optionIn(rest: Json, name: string): Json | undefined {
  return jsonIn(rest[name]) ?? jsonIn(rest[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]);
}

/** What a name or a value of the metadata may be. Source: Bedrock API reference, Converse, `requestMetadata`, read 2026-11. */
const METADATA = /^[a-zA-Z0-9\s:_@$#=/+,.-]{1,256}$/;
const MOST_METADATA = 16;

/** `metadata` and `user` for the account's own logs; what AWS would refuse is left out. */
export function requestMetadata({ rest, user }: ChatCall): Json | undefined {
  const named = optionIn(rest, 'requestMetadata');
  if (named) return named;
  const given = Object.entries({ ...(user !== undefined && { user }), ...jsonIn(rest['metadata']) });
  const kept = given.filter(([name, value]) => typeof value === 'string' && METADATA.test(name) && METADATA.test(value));
  return compact(Object.fromEntries(kept.slice(0, MOST_METADATA)));
}

/** `auto` is what is not said; Anthropic's `standard_only` is Bedrock's `default`. */
export function serviceTier({ serviceTier: tier, rest }: ChatCall): Json | undefined {
  if (tier === undefined || tier === 'auto') return optionIn(rest, 'serviceTier');
  return { type: tier === 'standard_only' ? 'default' : tier };
}
