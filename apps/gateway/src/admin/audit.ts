import type { JsonText, Writing } from '@sluice/store';
import { randomUUID } from 'node:crypto';
import type { Principal } from './principal.ts';

/** One change, as it is told afterwards. */
export interface Deed {
  /** `virtual_keys.create` */
  readonly action: string;
  /** The thing's label: `virtual key`. */
  readonly resource: string;
  readonly id: string;
  readonly workspaceId: string | null;
  /** As the API shows the thing, so without secrets; undefined where there was, or is, none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes a change down in the transaction that makes it: neither is there without the other. */
export async function audit({ tx, now }: Writing, { actor, name }: Pick<Principal, 'actor' | 'name'>, deed: Deed): Promise<void> {
  const { action, resource, id, workspaceId, before, after } = deed;
  await tx
    .insertInto('audit_log')
    .values({
      id: randomUUID(),
      at: now,
      actor,
      actor_name: name,
      workspace_id: workspaceId,
      action,
      resource,
      resource_id: id,
      before: asText(before),
      after: asText(after),
    })
    .execute();
}

const asText = (value: unknown): JsonText<unknown> | null => (value === undefined ? null : JSON.stringify(value));
