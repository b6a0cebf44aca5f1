import type { RateLimit, UsageLimit, WorkspaceDefaults } from '@sluice/store';
import type { Enforced } from '@sluice/core';
import type { Reader } from './reader.ts';

export interface WorkspaceEntry {
  readonly id: string;
  readonly slug: string;
  readonly active: boolean;
  readonly enforced: Enforced;
  readonly usageLimits: readonly UsageLimit[];
  readonly rateLimits: readonly RateLimit[];
}

export const readWorkspaces: Reader<WorkspaceEntry> = async (db, { where, limit }) => {
  const rows = await db.selectFrom('workspaces').selectAll().where(where).orderBy('id').limit(limit).execute();
  return rows.map(({ id, slug, status, defaults, usage_limits: usage, rate_limits: rate }) => ({
    id,
    build: () => ({
      id,
      slug,
      active: status === 'active',
      enforced: enforcedBy(JSON.parse(defaults) as WorkspaceDefaults),
      usageLimits: JSON.parse(usage) as readonly UsageLimit[],
      rateLimits: JSON.parse(rate) as readonly RateLimit[],
    }),
  }));
};

const enforcedBy = ({ metadata, config, input_guardrails: input, output_guardrails: output }: WorkspaceDefaults): Enforced => ({
  metadata: metadata ?? {},
  config,
  inputGuardrails: input ?? [],
  outputGuardrails: output ?? [],
});
