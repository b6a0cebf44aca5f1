/** `POST /v1/admin/aliases` */
export interface CreateAlias {
  /** The provider's slug or an alias. */
  readonly provider: string;
  readonly model: string;
  /** The model that is sent in its place. */
  readonly sends: string;
}

/** `PUT /v1/admin/aliases/{provider}%2F{model}` */
export interface UpdateAlias {
  readonly sends: string;
}

/** How an alias is shown. */
export interface AliasView {
  /** `provider/model` */
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly sends: string;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'alias';
  readonly origin: 'api';
}
