/** One change that somebody made. */
export type AuditEntry = {
  readonly object: 'audit-log';
  readonly id: string;
  readonly created_at: string;
  /** `user:<id>`, `key:<id>`, `root`, `cli`. */
  readonly actor: string;
  readonly actor_name: string;
  readonly workspace_id: string | null;
  /** `virtual_keys.create` */
  readonly action: string;
  readonly resource: string;
  readonly resource_id: string;
  /** As the API showed it; null where there was nothing yet. */
  readonly before: unknown;
  /** As the API shows it; null where there is nothing any more. */
  readonly after: unknown;
};

/** `GET /v1/audit-logs`, the latest first. */
export interface AuditLogQuery {
  readonly actor?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resource_id?: string;
  readonly workspace_id?: string;
  /** ISO 8601, this moment included. */
  readonly from?: string;
  /** ISO 8601, this moment left out. */
  readonly to?: string;
  /** `next_cursor` of the page before. */
  readonly cursor?: string;
  readonly page_size: number;
}
