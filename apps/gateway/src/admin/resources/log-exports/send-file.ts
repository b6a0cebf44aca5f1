import type { ExportRow } from '@sluice/store/logs';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AdminMeans } from '../../means.ts';
import { openExportFile } from './export-files.ts';
import { exportLines } from './export-lines.ts';

/** Sends an export's file. Where this machine has none, because another one wrote it, its lines are read from the store again. */
export async function sendFile(
  row: ExportRow,
  { store, logs, exportsDir }: Pick<AdminMeans, 'store' | 'logs' | 'exportsDir'>,
  response: ServerResponse,
): Promise<void> {
  const file = await openExportFile(exportsDir, row.id);
  const headers = {
    'content-type': row.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="logs-${row.id}.${row.format}"`,
    'cache-control': 'no-store',
  };
  const source = file ? file.createReadStream() : Readable.from(textsOf(row, { store, logs }));
  response.writeHead(200, { ...headers, ...(file && { 'content-length': (await file.stat()).size }) });
  // Whoever has gone in the middle knows it.
  await pipeline(source, response).catch(() => response.destroy());
}

async function* textsOf(row: ExportRow, means: Parameters<typeof exportLines>[2]): AsyncGenerator<string> {
  for await (const { text } of exportLines(row, row.updatedAt + 1, means)) yield text;
}
