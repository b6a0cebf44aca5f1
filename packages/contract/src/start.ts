/** `GET /v1/admin/start` */
export interface StartQuery {
  /** Id or slug. Default: the asker's own. */
  readonly workspace_id?: string;
}

/** How far somebody has come with a new workspace. */
export interface StartView {
  readonly object: 'start';
  readonly workspace_id: string;
  /** A provider can be called with a credential that is kept here: a virtual key, one of the config file, or of the environment. */
  readonly has_provider: boolean;
  /** A key of the workspace is there to call with. */
  readonly has_key: boolean;
  /** A request of the workspace is on record. */
  readonly has_request: boolean;
  /** What callers give their SDK: `http://127.0.0.1:8787/v1`. */
  readonly base_url: string;
}
