import type { ApiKeyView } from '@sluice/contract';
import { budgetDraft, rateLimits, usageLimits, type BudgetDraft, type RateDraft } from '../../ui/limits/limits.ts';
import { isoOf, localOf } from './moments.ts';
import type { Pair } from './pairs-field.tsx';

/** Whose a key is, as the address says by which it is made. */
export type Owner = 'workspace-service' | 'workspace-user' | 'organisation-service';

/** An API key as it is typed. */
export interface ApiKeyDraft {
  readonly owner: Owner;
  /** Its slug. */
  readonly workspace: string;
  /** Whose, by id; empty: one's own. */
  readonly user: string;
  readonly name: string;
  readonly description: string;
  readonly scopes: readonly string[];
  /** Slug of the config for calls that bring none; empty for none. */
  readonly config: string;
  readonly mayOverrideConfig: boolean;
  readonly keepsBodies: boolean;
  readonly metadata: readonly Pair[];
  /** Empty: all. */
  readonly models: readonly string[];
  readonly providers: readonly string[];
  readonly budget: BudgetDraft;
  readonly rates: readonly RateDraft[];
  readonly expires: string;
}

/** What stands in the form for a new one. */
export const emptyApiKey = (owner: Owner, workspace: string, scopes: readonly string[]): ApiKeyDraft => ({
  owner,
  workspace,
  user: '',
  name: '',
  description: '',
  scopes,
  config: '',
  mayOverrideConfig: true,
  keepsBodies: true,
  metadata: [],
  models: [],
  providers: [],
  budget: budgetDraft(null),
  rates: [],
  expires: '',
});

/** What stands in the form for one that is there. */
export const apiKeyDraft = (shown: ApiKeyView): ApiKeyDraft => ({
  ...emptyApiKey(shown.type, '', shown.scopes),
  name: shown.name,
  description: shown.description ?? '',
  config: shown.defaults.config_id ?? '',
  mayOverrideConfig: shown.defaults.allow_config_override !== false,
  keepsBodies: shown.defaults.log_bodies !== false,
  metadata: Object.entries(shown.defaults.metadata ?? {}),
  models: shown.allowed_models ?? [],
  providers: shown.allowed_providers ?? [],
  budget: budgetDraft(shown.usage_limits),
  rates: shown.rate_limits,
  expires: localOf(shown.expires_at),
});

/** Its members as the API takes them; what was left empty is not said. */
export function apiKeyMembers(draft: ApiKeyDraft): Record<string, unknown> {
  const metadata = draft.metadata.filter(([name]) => name.trim() !== '').map(([name, value]) => [name.trim(), value] as const);
  const defaults = {
    ...(draft.config !== '' && { config_id: draft.config }),
    ...(!draft.mayOverrideConfig && { allow_config_override: false }),
    ...(!draft.keepsBodies && { log_bodies: false }),
    ...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }),
  };
  const said: Record<string, unknown> = {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    scopes: draft.scopes,
    defaults: Object.keys(defaults).length > 0 ? defaults : null,
    allowed_models: draft.models.length > 0 ? draft.models : null,
    allowed_providers: draft.providers.length > 0 ? draft.providers : null,
    usage_limits: usageLimits(draft.budget),
    rate_limits: rateLimits(draft.rates),
    expires_at: isoOf(draft.expires),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}
