import type { IntegrationModel, IntegrationModelsView, PricingConfig, UpdateIntegrationModels } from '@sluice/contract';
import type { IntegrationModelsTable, Schema, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { shownTime } from '../../shown-time.ts';
import { openCredential } from '../credentials/sealed-credential.ts';
import type { IntegrationRow } from './access.ts';
import { modelHost } from './model-host.ts';

/** The models that somebody said something of. */
export async function viewModels({ id, allow_all_models: all }: IntegrationRow, db: Kysely<Schema>): Promise<IntegrationModelsView> {
  const rows = await db
    .selectFrom('integration_models')
    .selectAll()
    .where('integration_id', '=', id)
    .orderBy('created_at')
    .orderBy('slug')
    .execute();
  const models = rows.map((row) => ({
    slug: row.slug,
    enabled: row.enabled === 1,
    is_custom: row.is_custom === 1,
    is_finetune: row.is_finetune === 1,
    base_model_slug: row.base_model_slug,
    configurations: row.custom_host === null ? {} : { custom_host: row.custom_host },
    pricing_config: row.pricing_config === null ? null : (JSON.parse(row.pricing_config) as PricingConfig),
    created_at: shownTime(row.created_at),
    last_updated_at: shownTime(row.updated_at),
  }));
  return { object: 'list', total: models.length, allow_all_models: all === 1, models, data: models };
}

/** Says which models may be sent, and what is known of them. What is not sent stays. */
export async function changeModels(
  row: IntegrationRow,
  body: UpdateIntegrationModels,
  actor: string,
  writing: Writing,
  means: AdminMeans,
): Promise<void> {
  const { tx, changed, now } = writing;
  const all = body.allow_all_models ?? row.allow_all_models === 1;
  for (const model of body.models ?? []) await changeOne(row, model, writing, means);
  await tx
    .updateTable('integrations')
    .set({ allow_all_models: all ? 1 : 0, updated_at: now, updated_by: actor })
    .where('id', '=', row.id)
    .execute();
  if (all) await refuseSwitchedOff(row, tx);
  changed('integrations', row.id);
}

async function changeOne(row: IntegrationRow, given: IntegrationModel, { tx, now }: Writing, means: AdminMeans): Promise<void> {
  const before = await tx
    .selectFrom('integration_models')
    .selectAll()
    .where('integration_id', '=', row.id)
    .where('slug', '=', given.slug)
    .executeTakeFirst();
  const model = over(before ?? { ...NEW, integration_id: row.id, slug: given.slug, created_at: now, updated_at: now }, given);
  requireBase(model, row, means);
  if (model.custom_host !== null && model.custom_host !== before?.custom_host) {
    const credential = openCredential(means.store.vault, row.credential, { table: 'integrations', id: row.id });
    const host = modelHost(model.custom_host, { provider: means.findProvider(row.provider), credential, judgeHost: means.judgeHost });
    await put({ ...model, custom_host: host, updated_at: now }, tx);
  } else await put({ ...model, updated_at: now }, tx);
}

const NEW = { enabled: 1, is_custom: 0, is_finetune: 0, base_model_slug: null, custom_host: null, pricing_config: null } as const;

function over(before: IntegrationModelsTable, given: IntegrationModel): IntegrationModelsTable {
  const { enabled, is_custom: custom, is_finetune: finetune, base_model_slug: base, configurations, pricing_config: pricing } = given;
  const host = configurations === null ? null : configurations?.custom_host;
  return {
    ...before,
    enabled: enabled ? 1 : 0,
    ...(custom !== undefined && { is_custom: custom ? 1 : 0 }),
    ...(finetune !== undefined && { is_finetune: finetune ? 1 : 0 }),
    ...(base !== undefined && { base_model_slug: base || null }),
    ...(host !== undefined && { custom_host: host || null }),
    ...(pricing !== undefined && { pricing_config: pricing && JSON.stringify(pricing) }),
  };
}

const put = (model: IntegrationModelsTable, tx: Writing['tx']) =>
  tx
    .insertInto('integration_models')
    .values(model)
    .onConflict((conflict) => conflict.columns(['integration_id', 'slug']).doUpdateSet(model))
    .execute();

/** @throws FaultError `invalid_request` for what stands on no model that there is. */
function requireBase(model: IntegrationModelsTable, { provider: slug }: IntegrationRow, { findProvider }: AdminMeans): void {
  const { base_model_slug: base, is_custom: custom, is_finetune: finetune } = model;
  if (base === null) {
    if (finetune === 1) throw wrong(model, 'is a fine-tuned model, so it needs a "base_model_slug"', 'base_model_slug');
    return;
  }
  if (custom === 0 && finetune === 0) throw wrong(model, 'has a "base_model_slug", so say "is_custom" or "is_finetune"', 'is_custom');
  const models = findProvider(slug)?.models ?? [];
  // A provider without a catalogue has nothing that could be looked up.
  if (models.length > 0 && !models.some(({ id }) => id === base))
    throw wrong(model, `stands on "${base}", which is not in the catalogue of ${slug}`, 'base_model_slug');
}

/** @throws FaultError `invalid_request` for a model that would be served although it is switched off. */
async function refuseSwitchedOff({ id }: IntegrationRow, db: Kysely<Schema>): Promise<void> {
  const off = await db.selectFrom('integration_models').select('slug').where('integration_id', '=', id).where('enabled', '=', 0).execute();
  if (off.length === 0) return;
  throw refused(
    'invalid_request',
    `All models are allowed here, so ${off.map(({ slug }) => `"${slug}"`).join(', ')} cannot be switched off: send "allow_all_models": false and name those that may be used, or remove it`,
    'allow_all_models',
    'invalid_value',
  );
}

const wrong = ({ slug }: IntegrationModelsTable, what: string, param: string) =>
  refused('invalid_request', `The model "${slug}" ${what}`, `models.${param}`, 'invalid_value');

/** Forgets what was said of some models. */
export async function removeModels({ id }: IntegrationRow, slugs: readonly string[], { tx, changed }: Writing): Promise<void> {
  await tx
    .deleteFrom('integration_models')
    .where('integration_id', '=', id)
    .where('slug', 'in', [...slugs])
    .execute();
  changed('integrations', id);
}
