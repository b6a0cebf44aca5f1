import type { Json } from '@sluice/provider-sdk';
import { textIn } from '@sluice/provider-sdk/chat';

export type Tier = 'standard' | 'flex' | 'priority';

/** OpenAI's names for tiers of service. Source: js-genai, `ServiceTier`, 2026-08-21. */
const TIERS: ReadonlyMap<string, Tier> = new Map([
  ['default', 'standard'],
  ['standard', 'standard'],
  ['flex', 'flex'],
  ['priority', 'priority'],
]);

/** A tier as it is asked for; `auto` and the names of others say nothing. */
export const tierAsked = (tier: string | undefined): Tier | undefined => TIERS.get(tier ?? '');

const TOLD: ReadonlyMap<string, string> = new Map([
  ['standard', 'default'],
  ['flex', 'flex'],
  ['priority', 'priority'],
  ['ON_DEMAND', 'default'],
  ['ON_DEMAND_FLEX', 'flex'],
  ['ON_DEMAND_PRIORITY', 'priority'],
]);

/** The tier that served an answer, in OpenAI's words. */
export const tierTold = (usage: Json | undefined): string | undefined =>
  TOLD.get(textIn(usage?.['serviceTier']) ?? textIn(usage?.['trafficType']) ?? '');
