import type { Deed } from './audit.ts';
import { scopedAs } from './find-for.ts';
import type { OwnedRow, Resource, View } from './resource.ts';

/** A change to a thing, for the audit log. */
export const deed = <Row extends OwnedRow>(
  resource: Pick<Resource<Row>, 'scoped' | 'kinds' | 'label'>,
  verb: string,
  row: Row,
  before: View | undefined,
  after: View | undefined,
): Deed => ({
  action: `${scopedAs(resource, row)}.${verb}`,
  resource: resource.label,
  id: row.id,
  workspaceId: row.workspace_id,
  before,
  after,
});
