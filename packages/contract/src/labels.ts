/** `POST /v1/labels` */
export interface LabelCreate {
  /** What stands behind the `@`: `pp-greeting@canary`. */
  readonly name: string;
  /** Default: the maker's own workspace, or every one where the maker is the organisation's. */
  readonly workspace_id?: string;
  readonly description?: string | null;
  /** `#rrggbb` */
  readonly color_code?: string | null;
}

/** `PUT /v1/labels/{id}` */
export interface LabelUpdate {
  readonly name?: string;
  readonly description?: string | null;
  readonly color_code?: string | null;
}

/** A name that one version of a prompt bears at a time. */
export interface Label {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly color_code: string | null;
  readonly organisation_id: string;
  /** Null: of every workspace. */
  readonly workspace_id: string | null;
  /** `production`, `staging` and `development` are everybody's and stay as they are. */
  readonly is_universal: boolean;
  readonly status: 'active';
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'label';
  readonly origin: 'api';
}

/** What is answered to a creation. */
export interface LabelMade {
  readonly id: string;
  readonly object: 'label';
}
