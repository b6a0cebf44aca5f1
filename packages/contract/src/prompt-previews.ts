/** `POST /v1/prompts/preview`: a template that need not be saved, and what to fill it in with. */
export interface PreviewPrompt {
  /** As a version of a prompt has it; in Mustache. */
  readonly string: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** `text`: a partial, or anything else that is no list of messages. Default: by the look of the template. */
  readonly kind?: 'chat' | 'completion' | 'text';
  /** Whose partials it may name, by id or slug. Default: the asker's own. */
  readonly workspace_id?: string;
}

/** What a call would send. */
export interface PromptPreview {
  readonly object: 'prompt-preview';
  readonly kind: 'chat' | 'completion' | 'text';
  /** Messages for chat, else a text; null where the template cannot be filled in. */
  readonly rendered: readonly unknown[] | string | null;
  /** Why not, in a sentence. */
  readonly problem: string | null;
}
