import type { LogDatabase } from '../log-database.ts';
import type { ExportRow, LogStore } from '../log-store.ts';
import type { LogExportsTable } from '../schema.ts';

/** Jobs that write records to files, as they are kept. */
export function exportsIn({
  reading,
  writing,
}: LogDatabase): Pick<LogStore, 'saveExport' | 'findExport' | 'changeExport' | 'removeExports' | 'listExports'> {
  return {
    saveExport: async (saved) => {
      const { id, ...row } = rowOf(saved);
      await writing
        .insertInto('log_exports')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    findExport: async (id) => {
      const row = await reading.selectFrom('log_exports').selectAll().where('id', '=', id).executeTakeFirst();
      return row && exportOf(row);
    },
    changeExport: async (id, from, change) => {
      const changed = await writing
        .updateTable('log_exports')
        .set(columnsOf(change))
        .where('id', '=', id)
        .where('status', 'in', from)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    removeExports: async (ids) => {
      if (ids.length > 0) await writing.deleteFrom('log_exports').where('id', 'in', ids).execute();
    },
    listExports: async (workspaces, { offset, size }) => {
      if (workspaces !== 'all' && workspaces.length === 0) return { total: 0, rows: [] };
      const wanted = reading
        .selectFrom('log_exports')
        .$if(workspaces !== 'all', (some) => some.where('workspace', 'in', workspaces as readonly string[]));
      const { total } = await wanted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const rows = await wanted.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(size).offset(offset).execute();
      return { total, rows: rows.map(exportOf) };
    },
  };
}

const rowOf = ({ id, workspace, createdBy, createdAt, ...rest }: ExportRow): LogExportsTable => ({
  id,
  workspace: workspace ?? '',
  created_by: createdBy,
  created_at: createdAt,
  ...columnsOf(rest),
});

type Changing = Omit<ExportRow, 'id' | 'workspace' | 'createdBy' | 'createdAt'>;

/** The columns of what may change; those that are undefined are left as they are. */
function columnsOf(change: Changing): Omit<LogExportsTable, 'id' | 'workspace' | 'created_by' | 'created_at'>;
function columnsOf(change: Partial<Changing>): Partial<LogExportsTable>;
function columnsOf({ filters, requested, updatedAt, ...same }: Partial<Changing>): Partial<LogExportsTable> {
  return {
    ...same,
    ...(filters && { filters: JSON.stringify(filters) }),
    ...(requested && { requested: JSON.stringify(requested) }),
    ...(updatedAt !== undefined && { updated_at: updatedAt }),
  };
}

const exportOf = (row: LogExportsTable): ExportRow => ({
  id: row.id,
  workspace: row.workspace === '' ? null : row.workspace,
  filters: JSON.parse(row.filters) as ExportRow['filters'],
  requested: JSON.parse(row.requested) as ExportRow['requested'],
  format: row.format,
  description: row.description,
  status: row.status,
  total: row.total,
  reason: row.reason,
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
