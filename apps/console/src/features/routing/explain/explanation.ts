/** What `POST /v1/route/explain` answers, as far as it is shown here. */
export interface Explanation {
  /** Places in the order in which they would be asked, each as long as those before it fail. */
  readonly order: readonly string[];
  readonly decisions: readonly Decision[];
  readonly conditions: readonly ExplainedCondition[];
  readonly targets: readonly ExplainedTarget[];
  readonly estimate: { readonly input_tokens: number; readonly output_tokens: number | null };
  readonly needs: readonly string[];
  readonly variant: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A choice, or somebody who was passed over. */
export type Decision =
  | { readonly kind: 'chosen'; readonly fork: string; readonly mode: string; readonly target: string; readonly why: string }
  | { readonly kind: 'skipped'; readonly target: string; readonly reason: string };

export interface ExplainedCondition {
  readonly fork: string;
  readonly index: number;
  readonly holds: boolean;
  /** With the value that was found: `metadata.tier $eq "paid" (is "free")`. */
  readonly text: string;
  readonly target: string;
}

export interface ExplainedTarget {
  readonly target: string;
  readonly name: string | null;
  readonly provider: string | null;
  readonly virtual_key: string | null;
  readonly model: string | null;
  readonly url: string | null;
  readonly fit: boolean;
  readonly reason: string | null;
  /** The place in the order, from 1 on; null for one that is not asked. */
  readonly turn: number | null;
  readonly error: string | null;
  readonly circuit: string | null;
  /** Milliseconds to the first token, lately. */
  readonly latency_ms: number | null;
  /** US dollars. */
  readonly cost_usd: number | null;
  readonly limits: { readonly tries: number; readonly request_timeout_ms: number | null; readonly first_byte_ms: number | null };
}
