import type { GuardrailSummary, GuardrailView } from '@sluice/contract';
import type { GuardrailsTable, GuardrailVersionsTable, Vault } from '@sluice/store';
import { ORGANISATION_ID } from '../../organisation.ts';
import { shownTime } from '../../shown-time.ts';
import { maskedChecks } from './masked-checks.ts';
import { actionsOf, openChecks } from './versions.ts';

/** How a guardrail stands in a list. */
export const summaryOf = (row: GuardrailsTable): GuardrailSummary => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  organisation_id: ORGANISATION_ID,
  workspace_id: row.workspace_id,
  status: row.status,
  version_id: row.version_id,
  owner_id: row.created_by,
  updated_by: row.updated_by,
  created_at: shownTime(row.created_at),
  last_updated_at: shownTime(row.updated_at),
  object: 'guardrail',
  origin: 'api',
});

/** One, with the version that counts. */
export const viewGuardrail = (row: GuardrailsTable, version: GuardrailVersionsTable, vault: Vault): GuardrailView => ({
  ...summaryOf(row),
  version: version.version,
  checks: maskedChecks(openChecks(version, vault)),
  actions: actionsOf(version),
});
