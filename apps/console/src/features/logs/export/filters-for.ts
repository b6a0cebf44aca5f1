import type { LogFilterQuery } from '@sluice/contract';

/** What the list is narrowed by, as an export takes it: the metadata as an object, and the workspace apart. */
export function filtersFor({
  workspace_id: _id,
  workspace_slug: _slug,
  metadata,
  ...members
}: LogFilterQuery): Readonly<Record<string, unknown>> {
  return { ...members, ...(metadata !== undefined && { metadata: JSON.parse(metadata) as unknown }) };
}
