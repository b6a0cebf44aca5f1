/** `POST /v1/prompts/partials` */
export interface PartialCreate {
  readonly name: string;
  readonly slug?: string;
  /** A text in Mustache. */
  readonly string: string;
  readonly workspace_id?: string;
  readonly collection_id?: string | null;
  readonly version_description?: string | null;
}

/** `PUT /v1/prompts/partials/{slug}`: a version is made where `string` is given. */
export interface PartialUpdate {
  readonly name?: string;
  readonly slug?: string;
  readonly string?: string;
  /** Of the version that is made, else of the latest one. */
  readonly description?: string | null;
  readonly version_description?: string | null;
  readonly status?: 'active' | 'archived';
  readonly collection_id?: string | null;
}

/** What is answered to a creation. */
export interface PartialMade {
  readonly id: string;
  readonly slug: string;
  readonly version_id: string;
  readonly object: 'partial';
}

/** What is answered to a change. */
export interface PartialChanged {
  readonly id: string;
  readonly slug: string;
  /** The version that was made, else the latest one. It counts when it is published. */
  readonly prompt_partial_version_id: string;
  readonly object: 'partial';
}

/** A partial in a list. */
export interface PartialSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly collection_id: string | null;
  readonly workspace_id: string | null;
  readonly status: 'active' | 'archived';
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'partial';
  readonly origin: 'api' | 'file';
}

/** A text that prompts put into theirs, as its published version has it. */
export interface PartialShown extends PartialSummary {
  readonly string: string;
  readonly version: number;
  readonly version_description: string | null;
  readonly prompt_partial_version_id: string;
  /** The number of the newest version, published or not. */
  readonly latest_version: number;
}

/** One version of a partial. */
export interface PartialVersion {
  readonly id: string;
  readonly prompt_partial_id: string;
  readonly prompt_partial_version_id: string;
  readonly slug: string;
  readonly version: number;
  readonly string: string;
  readonly description: string | null;
  readonly created_at: string;
  readonly created_by: string;
  /** `active`: the published one. */
  readonly prompt_version_status: 'active' | 'archived';
  readonly object: 'partial';
}
