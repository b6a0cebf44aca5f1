/** What of a record an export can hold. */
export const EXPORT_FIELDS = [
  'id',
  'trace_id',
  'created_at',
  'request',
  'response',
  'is_success',
  'ai_org',
  'ai_model',
  'req_units',
  'res_units',
  'total_units',
  'request_url',
  'cost',
  'cost_currency',
  'response_time',
  'response_status_code',
  'mode',
  'config',
  'prompt_slug',
  'metadata',
] as const;

export type ExportField = (typeof EXPORT_FIELDS)[number];

interface WritableExport {
  /** As the query of `GET /v1/logs` has them; lists may be arrays, and the metadata an object. */
  readonly filters?: Readonly<Record<string, unknown>> | null;
  readonly requested_data?: readonly ExportField[] | null;
  readonly description?: string | null;
  /** Default: `jsonl`. */
  readonly format?: 'jsonl' | 'csv' | null;
}

/** `POST /v1/logs/exports` */
export interface CreateLogExport extends WritableExport {
  /** Id or slug. Default: the asker's own workspace. */
  readonly workspace_id?: string | null;
}

/** `PUT /v1/logs/exports/{key}` */
export type UpdateLogExport = WritableExport;

/** What is answered to both. */
export interface LogExportMade {
  readonly id: string;
  /** Records that it would hold now. */
  readonly total: number;
  readonly object: 'export';
}

/** An export, as it is shown. */
export interface LogExport {
  readonly object: 'export';
  readonly id: string;
  readonly organisation_id: string;
  readonly workspace_id: string | null;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly requested_data: readonly string[];
  readonly format: 'jsonl' | 'csv';
  readonly description: string;
  readonly status: 'draft' | 'in_progress' | 'success' | 'failed' | 'stopped';
  /** Records in it; while it is written, those so far. */
  readonly total_records: number;
  /** Why it failed. */
  readonly reason: string | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly last_updated_at: string;
}

/** What is answered where one is started or cancelled. */
export interface LogExportTold {
  readonly message: string;
  readonly object: 'export';
}

/** `GET /v1/logs/exports/{key}/download` */
export interface LogExportDownload {
  /** Valid for ten minutes, for whoever has it. */
  readonly signed_url: string;
}

/** `GET /v1/logs/exports/{key}/file` */
export interface LogExportFileQuery {
  /** Milliseconds since the epoch. */
  readonly expires: number;
  readonly signature: string;
}
