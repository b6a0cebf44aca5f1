import type { Schema, StoredCredential } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { AdminMeans } from '../../means.ts';
import { glimpseCredential } from '../credentials/sealed-credential.ts';
import { shownCredential, type ShownCredential } from '../credentials/shown-credential.ts';
import type { ProviderRow } from './row.ts';

/** What stands behind a row, to look at: its own credential, or the key of the integration that it stands on. */
export interface Behind {
  readonly maskedKey: string | null;
  /** The integration's slug; null for a row with a credential of its own. */
  readonly integration: string | null;
  /** Null where there is no credential of its own, or it cannot be opened any more. */
  readonly shown: ShownCredential | null;
}

/** What stands behind each of these rows. */
export async function behindThem(
  rows: readonly ProviderRow[],
  db: Kysely<Schema>,
  { store, findProvider }: AdminMeans,
): Promise<(row: ProviderRow) => Behind> {
  const integrations = await integrationsOf(rows, db);
  return (row) => {
    if (row.integration_id !== null) {
      const integration = integrations.get(row.integration_id);
      return { maskedKey: integration?.masked_key ?? null, integration: integration?.slug ?? null, shown: null };
    }
    const credential: StoredCredential | undefined =
      row.credential === null ? undefined : glimpseCredential(store.vault, row.credential, { table: 'providers', id: row.id });
    return {
      maskedKey: row.masked_key,
      integration: null,
      shown: credential === undefined ? null : shownCredential(findProvider(row.provider), credential),
    };
  };
}

async function integrationsOf(rows: readonly ProviderRow[], db: Kysely<Schema>) {
  const ids = [...new Set(rows.flatMap(({ integration_id: id }) => id ?? []))];
  const found =
    ids.length === 0 ? [] : await db.selectFrom('integrations').select(['id', 'slug', 'masked_key']).where('id', 'in', ids).execute();
  return new Map(found.map((each) => [each.id, each]));
}
