import type { Model } from '@sluice/provider-sdk';
import { readModelEntry, type ModelEntry } from '../config-file/model-entry.ts';
import type { ModelEntries } from '../models/directory.ts';
import type { Reader } from './reader.ts';

export interface PriceEntry {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly says: Omit<Model, 'id'>;
}

export const readPrices: Reader<PriceEntry> = async (db, { where, limit }, { findProvider }) => {
  const rows = await db.selectFrom('prices').select(['id', 'provider', 'model', 'entry']).where(where).orderBy('id').limit(limit).execute();
  return rows.map(({ id, provider, model, entry }) => ({
    id,
    build: () => ({ id, provider: findProvider(provider)?.id ?? provider, model, says: readModelEntry(JSON.parse(entry) as ModelEntry) }),
  }));
};

/** What is said of models, by provider and model. */
export function modelEntriesOf(entries: Iterable<PriceEntry>): ModelEntries {
  const models: Record<string, Record<string, Omit<Model, 'id'>>> = {};
  for (const { provider, model, says } of entries)
    (models[provider] ??= Object.create(null) as Record<string, Omit<Model, 'id'>>)[model] = says;
  return models;
}
