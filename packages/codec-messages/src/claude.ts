import type { Effort } from '@sluice/provider-sdk/chat';

/** What one Claude takes and what it refuses. */
export interface Claude {
  /** Tokens that may come out. */
  readonly maxOutput: number;
  /** How it is asked to think: not at all, by a budget, by either, or by an effort alone. */
  readonly thinking: 'none' | 'budget' | 'both' | 'adaptive';
  /** How it is asked not to: by silence, or by the least that it can be asked for. */
  readonly thinkingOff: 'silence' | 'disabled' | 'between_tools' | 'low_effort';
  readonly efforts: readonly Effort[];
  /** Whether it takes temperature, top_p and top_k: all, not temperature and top_p at once, or none. */
  readonly sampling: 'all' | 'one' | 'none';
  /** Whether it keeps to a JSON Schema: `output_config.format`, and `strict` on tools. */
  readonly structured: boolean;
  /** Whether a tool can be forced on it. */
  readonly forcedTools: boolean;
  /** Whether it goes on from an answer that was begun for it. */
  readonly prefill: boolean;
}

/** A model of another make behind the same format: what the format could always do. */
const STRANGER: Claude = {
  maxOutput: 4096,
  thinking: 'budget',
  thinkingOff: 'silence',
  efforts: [],
  sampling: 'all',
  structured: false,
  forcedTools: true,
  prefill: true,
};

/**
 * What is known of a model by its name, whatever host's form the name is in. A Claude without a number in its name is
 * taken for a new one.
 *
 * Sources: anthropic-sdk-typescript, 2026-08-19; the table of models in vercel/ai's packages/anthropic, 2026-08; the
 * models and migration pages of platform.claude.com, 2026-10 (Claude 5.5: no forced tools, how thinking is turned off).
 */
export function claudeOf(model: string | undefined): Claude {
  const named = nameOf(model ?? '');
  if (!named) return STRANGER;
  const { family, version } = named;
  const since = (first: number) => version >= first;
  const newest = since(4.07);
  return {
    maxOutput: maxOutputOf(family, version),
    thinking: newest ? 'adaptive' : since(4.06) ? 'both' : since(3.07) ? 'budget' : 'none',
    thinkingOff: thinkingOffOf(family, version),
    efforts: newest ? ['low', 'medium', 'high', 'xhigh', 'max'] : since(4.06) ? ['low', 'medium', 'high', 'max'] : [],
    sampling: newest ? 'none' : since(4.05) ? 'one' : 'all',
    structured: since(4.05) || (family === 'opus' && since(4.01)),
    forcedTools: !(since(5.05) && family !== 'haiku') && !(family === 'fable' && since(5.01)),
    prefill: !since(4.06),
  };
}

/** `claude-3-5-sonnet-20240620` and `us.anthropic.claude-sonnet-4-5-20250929-v1:0` alike. 4.05 is 4.5, so that 4.10 comes after 4.9. */
function nameOf(model: string): { readonly family: string; readonly version: number } | undefined {
  const old = /claude-(\d)(?:[-.](\d{1,2})(?!\d))?-([a-z]+)/i.exec(model);
  if (old) return { family: old[3]!.toLowerCase(), version: versionOf(old[1], old[2]) };
  const now = /claude-([a-z]+)-(\d{1,2})(?!\d)(?:[-.](\d{1,2})(?!\d))?/i.exec(model);
  if (now) return { family: now[1]!.toLowerCase(), version: versionOf(now[2], now[3]) };
  if (/claude-(?:v?[12]\b|instant)/i.test(model)) return { family: 'instant', version: 2 };
  return /claude/i.test(model) ? { family: 'claude', version: 5 } : undefined;
}

const versionOf = (major: string | undefined, minor = '0') => Number(major) + Number(minor) / 100;

function maxOutputOf(family: string, version: number): number {
  if (version >= 4.06) return family === 'haiku' ? 64_000 : 128_000;
  if (version >= 4.05) return 64_000;
  if (version >= 4) return family === 'opus' ? 32_000 : 64_000;
  if (version >= 3.07) return 64_000;
  return version >= 3.05 ? 8192 : 4096;
}

function thinkingOffOf(family: string, version: number): Claude['thinkingOff'] {
  if (family === 'fable' || (family === 'opus' && version >= 5.05)) return 'low_effort';
  if (family === 'sonnet' && version >= 5.05) return 'between_tools';
  return version >= 5 ? 'disabled' : 'silence';
}
