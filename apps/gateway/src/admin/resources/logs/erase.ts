import type { EraseLogsQuery } from '@sluice/contract';
import { refused } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import type { AdminMeans } from '../../means.ts';
import { placesFor } from '../../places.ts';
import type { AdminReply, Asked } from '../../route.ts';
import { forgetExports } from '../log-exports/forget-exports.ts';
import { metadataOf } from './filter-query.ts';

/** Removes all records of somebody, or of something: whatever has a value under a metadata name, with bodies and feedback. */
export async function eraseLogs({ principal, query }: Asked<unknown, EraseLogsQuery>, means: AdminMeans): Promise<AdminReply> {
  const { name, value } = pairIn(query);
  const { store, logs } = means;
  const workspaces = await store.read((db) => placesFor(principal, ['logs.delete'], query.workspace_id, db));
  // Before it is done, so that it is not done unseen. The value itself would be what was to be forgotten.
  await store.write((writing) =>
    audit(writing, principal, {
      action: 'logs.delete',
      resource: 'log',
      id: name,
      workspaceId: workspaces === 'all' || workspaces.length > 1 ? null : workspaces[0]!,
      before: undefined,
      after: { name, value_hash: store.vault.hash(`erased:${value}`) },
    }),
  );
  const records = await logs.erase({ workspaces, name, value });
  await forgetExports(workspaces, means);
  return { body: { object: 'log-erasure', records } };
}

function pairIn({ metadata, user }: EraseLogsQuery): { readonly name: string; readonly value: string } {
  if ((metadata === undefined) === (user === undefined))
    throw refused('invalid_request', 'Say whose records go: either "user", or "metadata" as {"_user":"ada"}', 'metadata', 'required');
  const pairs = Object.entries(metadata === undefined ? { _user: user! } : metadataOf(metadata));
  if (pairs.length !== 1) throw refused('invalid_request', '"metadata" must name one thing here', 'metadata', 'invalid_value');
  const [name, value] = pairs[0]!;
  return { name, value };
}
