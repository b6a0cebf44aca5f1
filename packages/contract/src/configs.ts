/** A config of routing as it is written: an object in the language of configs. */
export type ConfigText = Readonly<Record<string, unknown>>;

/** `POST /v1/configs` */
export interface ConfigCreate {
  readonly name?: string;
  readonly slug?: string;
  /** An object, or its JSON as text. */
  readonly config: ConfigText | string;
  readonly is_default?: 0 | 1 | boolean | null;
  readonly workspace_id?: string;
}

/** `PUT /v1/configs/{slug}` */
export interface ConfigUpdate {
  readonly slug?: string;
  readonly name?: string;
  /** Secrets that are sent as they were shown are kept, as long as nothing changes that decides to whom they go. */
  readonly config?: ConfigText | string;
  readonly is_default?: 0 | 1 | boolean | null;
  readonly status?: 'active' | 'archived';
}

interface Made {
  readonly id: string;
  readonly slug: string;
  readonly version_id: string;
  readonly object: 'config';
  /** What the config names and is not there yet. */
  readonly warnings?: readonly string[];
}

/** What is answered to both. */
export interface ConfigMade extends Made {
  readonly success: true;
  readonly data: Made;
}

/** A config in a list. */
export interface ConfigSummary {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly organisation_id: string;
  /** Null: everybody's. */
  readonly workspace_id: string | null;
  readonly is_default: 0 | 1;
  readonly status: 'active' | 'archived';
  readonly owner_id: string;
  readonly updated_by: string;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly version_id: string;
  readonly object: 'config';
  readonly origin: 'api' | 'file';
}

/** One config. At the top of a reply and in `data` alike. */
export interface Config extends ConfigSummary {
  readonly version: number;
  /** Secrets in it are shown by their last characters. */
  readonly config: ConfigText;
}

/** One version of a config. */
export interface ConfigVersion {
  readonly id: string;
  readonly config_id: string;
  readonly version: number;
  /** `active`: the one that counts. */
  readonly status: 'active' | 'archived';
  readonly config: ConfigText;
  readonly created_at: string;
  readonly created_by: string;
  readonly object: 'config-version';
}
