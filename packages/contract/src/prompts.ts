/** What belongs to one version of a prompt. */
export interface PromptVersionMembers {
  /** JSON text of the messages for chat, else plain text; in Mustache. */
  readonly string?: string;
  /** Members of the request that the prompt makes: `temperature`. */
  readonly parameters?: Readonly<Record<string, unknown>> | null;
  /** The slug of a virtual key or provider, with an `@` before it or without. */
  readonly virtual_key?: string | null;
  readonly model?: string | null;
  readonly functions?: readonly unknown[] | null;
  readonly tools?: readonly unknown[] | null;
  readonly tool_choice?: Readonly<Record<string, unknown>> | string | null;
  readonly version_description?: string | null;
  /** Whatever its maker wants to read here again; `ai_model_type` in it says whether it is for `chat` or `completion`. */
  readonly template_metadata?: Readonly<Record<string, unknown>> | null;
  /** The template is JSON only once it is filled in: it is for chat, whatever it looks like. */
  readonly is_raw_template?: 0 | 1 | boolean | null;
}

/** `POST /v1/prompts` */
export interface PromptCreate extends PromptVersionMembers {
  readonly name: string;
  readonly slug?: string;
  readonly string: string;
  /** By id or slug. Default: the default collection of the workspace. */
  readonly collection_id?: string | null;
  /** Default: that of the collection, else the maker's own. */
  readonly workspace_id?: string;
}

/** `PUT /v1/prompts/{slug}`: a version is made where there is something of a version in it. */
export interface PromptUpdate extends PromptVersionMembers {
  readonly name?: string;
  readonly slug?: string;
  readonly collection_id?: string | null;
  /** What is left out stays as the latest version has it, even where both `string` and `parameters` are given. */
  readonly patch?: boolean | null;
}

/** What is answered to a creation. */
export interface PromptMade {
  readonly id: string;
  readonly slug: string;
  readonly version_id: string;
  readonly object: 'prompt';
  readonly warnings?: readonly string[];
}

/** What is answered to a change. */
export interface PromptChanged {
  readonly id: string;
  readonly slug: string;
  /** The version that was made, else the latest one. It counts when it is published. */
  readonly prompt_version_id: string;
  readonly object: 'prompt';
  readonly warnings?: readonly string[];
}

/** A prompt in a list. */
export interface PromptSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly collection_id: string | null;
  readonly workspace_id: string | null;
  readonly model: string | null;
  readonly status: 'active' | 'archived';
  /** The number of the published version. */
  readonly prompt_version: number;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'prompt';
  readonly origin: 'api' | 'file';
}

interface VersionShown {
  readonly string: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly ai_model_type: 'chat' | 'completion';
  readonly prompt_version: number;
  readonly prompt_version_id: string;
  /** `active`: the published one. */
  readonly prompt_version_status: 'active' | 'archived';
  readonly prompt_version_description: string | null;
  readonly prompt_version_label_id: string | null;
  readonly virtual_key: string | null;
  readonly model: string | null;
  readonly functions: readonly unknown[] | null;
  readonly tools: readonly unknown[] | null;
  readonly tool_choice: Readonly<Record<string, unknown>> | string | null;
  readonly template_metadata: Readonly<Record<string, unknown>> | null;
  readonly is_raw_template: 0 | 1;
}

/** One prompt, as its published version has it. */
export interface Prompt extends PromptSummary, VersionShown {
  /** The number of the newest version, published or not. */
  readonly latest_version: number;
}

/** One version of a prompt. Portkey's lists call some of its members by other names than its replies with one prompt. */
export interface PromptVersion extends VersionShown {
  readonly id: string;
  readonly prompt_id: string;
  readonly slug: string;
  readonly name: string;
  readonly collection_id: string | null;
  readonly prompt_template: string;
  readonly prompt_description: string | null;
  readonly label_id: string | null;
  readonly status: 'active' | 'archived';
  readonly created_at: string;
  readonly created_by: string;
  readonly object: 'prompt';
}

/** `PUT /v1/prompts/{slug}/makeDefault` */
export interface Publish {
  readonly version: number;
}

/** `PUT /v1/prompts/{slug}/versions/{id}` */
export interface PromptVersionUpdate {
  /** Null takes away the label that the version bears. */
  readonly label_id?: string | null;
}
