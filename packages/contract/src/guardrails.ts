/** One check of a guardrail. */
export interface GuardrailCheck {
  readonly id: string;
  readonly parameters?: Readonly<Record<string, unknown>> | null;
  /** For people. */
  readonly name?: string | null;
  readonly is_enabled?: boolean | null;
}

interface Score {
  readonly value?: number | null;
  readonly weight?: number | null;
  /** An object, or its JSON as text. */
  readonly metadata?: Readonly<Record<string, unknown>> | string | null;
}

type GuardrailFeedback = Score & { readonly feedback?: Score | null };

/** What a verdict leads to. */
export interface GuardrailActions {
  readonly deny?: boolean | null;
  readonly async?: boolean | null;
  readonly sequential?: boolean | null;
  readonly on_success?: GuardrailFeedback | null;
  readonly on_fail?: GuardrailFeedback | null;
}

/** `POST /v1/guardrails` */
export interface CreateGuardrail {
  readonly name: string;
  readonly slug?: string;
  readonly checks: readonly GuardrailCheck[];
  readonly actions?: GuardrailActions | null;
  readonly workspace_id?: string | null;
}

/** `PUT /v1/guardrails/{slug}`: what is sent is changed. */
export interface UpdateGuardrail {
  readonly name?: string;
  readonly status?: 'active' | 'archived';
  readonly checks?: readonly GuardrailCheck[];
  readonly actions?: GuardrailActions | null;
  readonly slug?: string;
  readonly workspace_id?: string | null;
}

/** A guardrail in a list. */
export interface GuardrailSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly organisation_id: string;
  readonly workspace_id: string | null;
  readonly status: 'active' | 'archived';
  readonly version_id: string;
  readonly owner_id: string;
  readonly updated_by: string;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'guardrail';
  readonly origin: 'api';
}

/** One guardrail. */
export interface GuardrailView extends GuardrailSummary {
  readonly version: number;
  /** Secrets in parameters are shown by their end. */
  readonly checks: readonly GuardrailCheck[];
  readonly actions: GuardrailActions;
}

/** One version of a guardrail. */
export interface GuardrailVersion {
  readonly id: string;
  readonly guardrail_id: string;
  readonly version: number;
  /** `active`: the one that counts. */
  readonly status: 'active' | 'archived';
  readonly checks: readonly GuardrailCheck[];
  readonly actions: GuardrailActions;
  readonly created_at: string;
  readonly created_by: string;
  readonly object: 'guardrail-version';
}
