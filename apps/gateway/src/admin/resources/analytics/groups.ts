import type { GroupNumbers } from '@sluice/contract';
import type { Group, GroupBy } from '@sluice/store/logs';
import { shownTime } from '../../shown-time.ts';
import { centsOf, hitsOf, latencyOf, mean, rate, tokensOf } from './numbers.ts';

/** Which column a group is of, and the name that its value stands under. */
export interface GroupKind {
  readonly by: GroupBy;
  readonly member: string;
}

/** By the last part of the address: in our words, and in those of the SDKs' `group_by`. Wire spec §19. */
export const GROUP_KINDS: Readonly<Record<string, GroupKind>> = {
  'ai-models': { by: 'model', member: 'ai_model' },
  providers: { by: 'provider', member: 'provider' },
  workspaces: { by: 'workspace', member: 'workspace_slug' },
  'api-keys': { by: 'apiKey', member: 'api_key_id' },
  'virtual-keys': { by: 'virtualKey', member: 'virtual_key' },
  configs: { by: 'config', member: 'config' },
  prompts: { by: 'prompt', member: 'prompt_slug' },
  'prompt-versions': { by: 'promptVersion', member: 'prompt_version_id' },
  'status-codes': { by: 'status', member: 'status_code' },
  errors: { by: 'fault', member: 'error' },
  variants: { by: 'variant', member: 'variant' },
  ai_service: { by: 'provider', member: 'ai_service' },
  model: { by: 'model', member: 'model' },
  status_code: { by: 'status', member: 'status_code' },
  api_key: { by: 'apiKey', member: 'api_key' },
  config: { by: 'config', member: 'config' },
  workspace: { by: 'workspace', member: 'workspace' },
  provider: { by: 'provider', member: 'provider' },
  prompt: { by: 'prompt', member: 'prompt' },
};

/** What is told of each group. */
export function groupNumbers(group: Group): GroupNumbers {
  const { requests, inputTokens, outputTokens, errors, unpriced, cacheAsked, lastSeen } = group;
  const { avg, p50, p90, p99 } = latencyOf(group);
  return {
    requests,
    cost: centsOf(group),
    unpriced_requests: unpriced,
    total_tokens: tokensOf(group),
    avg_tokens: mean(tokensOf(group), requests),
    avg_input_tokens: mean(inputTokens, requests),
    avg_output_tokens: mean(outputTokens, requests),
    avg_latency: avg,
    p50_latency: p50,
    p90_latency: p90,
    p99_latency: p99,
    success_rate: rate(requests - errors, requests),
    error_count: errors,
    cache_hit_rate: rate(hitsOf(group), cacheAsked),
    last_seen: shownTime(lastSeen),
  };
}
