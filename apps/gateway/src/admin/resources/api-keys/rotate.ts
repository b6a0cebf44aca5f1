import type { RotatedApiKey, RotateApiKey } from '@sluice/contract';
import type { ApiKeysTable, Writing } from '@sluice/store';
import type { KeyHash } from '../../../state/key-hash.ts';
import { shownTime } from '../../shown-time.ts';
import { hintOf, newToken } from './token.ts';

/** Long enough for everybody who has the old key to be told, where nobody says how long. */
const USUAL_TRANSITION_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Gives a key a new secret. The old one goes on for a while; one that was already on its way out does not live longer by
 * it, and with a transition of nothing all old ones end at once.
 */
export async function rotateKey(
  row: ApiKeysTable,
  { key_transition_period_ms: asked }: RotateApiKey,
  { hash, by }: { readonly hash: KeyHash; readonly by: string },
  { tx, changed, now }: Writing,
): Promise<RotatedApiKey> {
  const policy =
    row.rotation_policy === null ? {} : (JSON.parse(row.rotation_policy) as { readonly key_transition_period_ms?: number | null });
  const endsAt = now + (asked ?? policy.key_transition_period_ms ?? USUAL_TRANSITION_MS);
  const token = newToken();
  await tx.deleteFrom('api_key_hashes').where('api_key_id', '=', row.id).where('expires_at', '<=', now).execute();
  await tx
    .updateTable('api_key_hashes')
    .set({ expires_at: endsAt })
    .where('api_key_id', '=', row.id)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', endsAt)]))
    .execute();
  await tx
    .insertInto('api_key_hashes')
    .values({ hash: hash(token), api_key_id: row.id, expires_at: null, created_at: now })
    .execute();
  await tx
    .updateTable('api_keys')
    .set({ hint: hintOf(token), updated_at: now, updated_by: by })
    .where('id', '=', row.id)
    .execute();
  changed('api_keys', row.id);
  return { id: row.id, key: token, object: 'api-key', key_transition_expires_at: shownTime(endsAt) };
}
