/** One setting as it holds. */
export interface SettingView {
  /** The environment variable that sets it. */
  readonly name: string;
  /** Bytes and milliseconds are numbers; null: not set, or without a limit. Of what is secret, whether it is set. */
  readonly value: string | number | boolean | null | readonly string[];
  /** What it is about, in a sentence. */
  readonly about: string;
  readonly unit: 'bytes' | 'milliseconds' | 'days' | null;
  /** The page that tells of it, in the repository. */
  readonly page: string;
}

/** `GET /v1/admin/settings` */
export interface SettingsView {
  readonly object: 'settings';
  /** Of Sluice. */
  readonly version: string;
  /** Of Node: `20.20.0`. */
  readonly node: string;
  readonly platform: string;
  /** ISO 8601: when this process began. */
  readonly started_at: string;
  /** Where callers reach it, as the asker does. */
  readonly base_url: string;
  readonly database: 'sqlite' | 'postgres';
  /** Null where no log is kept. */
  readonly log_database: 'sqlite' | 'postgres' | null;
  /** Bytes of the log on disk; null where nobody can say. */
  readonly log_bytes: number | null;
  /** The path of the config file; null where there is none. */
  readonly config_file: string | null;
  /** Plugins that could not be loaded, and why. */
  readonly failed_plugins: readonly { readonly name: string; readonly reason: string }[];
  /** In the order in which people look for them. */
  readonly groups: readonly { readonly title: string; readonly settings: readonly SettingView[] }[];
}
