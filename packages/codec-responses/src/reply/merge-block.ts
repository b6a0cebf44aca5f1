import type { Json } from '@sluice/provider-sdk';

/** A block of `content_blocks` with one more piece of it: texts grow, and all else is said once. */
export function mergeBlock(block: Json | undefined, delta: Json): Json {
  const merged: Record<string, unknown> = { ...(block ?? { type: typeIn(delta) }) };
  for (const [name, value] of Object.entries(delta)) {
    const before = merged[name];
    merged[name] = name !== 'type' && typeof before === 'string' && typeof value === 'string' ? before + value : value;
  }
  return merged;
}

/** What a block is whose first piece does not say. */
function typeIn(delta: Json): string {
  if ('thinking' in delta || 'signature' in delta) return 'thinking';
  return 'data' in delta ? 'redacted_thinking' : 'text';
}
