import type { LogExport } from '@sluice/contract';
import type { ExportRow } from '@sluice/store/logs';
import { ORGANISATION_ID } from '../../organisation.ts';
import { shownTime } from '../../shown-time.ts';

/** How an export is shown. */
export const exportView = (row: ExportRow): LogExport => ({
  object: 'export',
  id: row.id,
  organisation_id: ORGANISATION_ID,
  workspace_id: row.workspace,
  filters: row.filters,
  requested_data: row.requested,
  format: row.format,
  description: row.description,
  status: row.status,
  total_records: row.total,
  reason: row.reason,
  created_by: row.createdBy,
  created_at: shownTime(row.createdAt),
  last_updated_at: shownTime(row.updatedAt),
});
