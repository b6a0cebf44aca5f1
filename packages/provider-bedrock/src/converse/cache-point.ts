import type { Json } from '@sluice/provider-sdk';
import type { Family } from './family.ts';

/**
 * What a `cache_control` comes to: a block after the one it stands on. For models that do not cache, nothing; how long is Claude's alone.
 * Source: Bedrock user guide, "Prompt caching for faster model inference", read 2026-11.
 */
export function cachePoint(control: Json | undefined, family: Family, place: 'messages' | 'tools' = 'messages'): readonly Json[] {
  if (!control || family.caches === 'nothing' || (place === 'tools' && family.caches === 'messages')) return [];
  const ttl = family.name === 'nova' ? undefined : control['ttl'];
  return [{ cachePoint: { type: 'default', ...((ttl === '5m' || ttl === '1h') && { ttl }) } }];
}
