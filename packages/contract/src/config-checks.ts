import type { ConfigText } from './configs.ts';

/** `POST /v1/configs/validate` */
export interface ValidateConfig {
  /** An object, or its JSON as text. */
  readonly config: ConfigText | string;
  /** Id or slug of the config that this is to be a version of: secrets in it that are as they were shown count as kept. */
  readonly config_id?: string;
  /** Where it is to be saved, by id or slug. Default: the asker's own. */
  readonly workspace_id?: string;
}

/** One thing that is wrong with a config. */
export interface ConfigProblem {
  /** A JSON pointer into the config: `/targets/0/retry/attempts`; empty for the whole of it. */
  readonly path: string;
  /** The same as people write it: `targets[0].retry.attempts`. */
  readonly place: string;
  readonly message: string;
}

/** What saving a config would say. */
export interface ConfigValidation {
  readonly object: 'config-validation';
  readonly valid: boolean;
  readonly problems: readonly ConfigProblem[];
  /** What the config names and is not there yet: it can be saved all the same. */
  readonly warnings: readonly string[];
}

/** `GET /v1/configs/schema`: a JSON Schema, draft 2020-12. */
export interface ConfigSchema {
  readonly $schema: string;
  readonly title: string;
  readonly $defs: Readonly<Record<string, unknown>>;
  readonly [keyword: string]: unknown;
}
