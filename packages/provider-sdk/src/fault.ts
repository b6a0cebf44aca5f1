/**
 * Every way a request can fail. For each: the HTTP status when nobody upstream gave one, the `type` in
 * the error body, whether the same target is worth another try, and whether another target is.
 */
export const FAULTS = {
  invalid_request: { status: 400, type: 'invalid_request_error', retry: false, failover: false },
  context_too_long: { status: 400, type: 'invalid_request_error', retry: false, failover: true },
  content_refused: { status: 400, type: 'invalid_request_error', retry: false, failover: false },
  generation_failed: { status: 400, type: 'invalid_request_error', retry: true, failover: true },
  unsupported_operation: { status: 400, type: 'unsupported_operation_error', retry: false, failover: true },
  unauthenticated: { status: 401, type: 'authentication_error', retry: false, failover: false },
  credential_refused: { status: 401, type: 'authentication_error', retry: false, failover: true },
  forbidden: { status: 403, type: 'permission_error', retry: false, failover: true },
  not_found: { status: 404, type: 'not_found_error', retry: false, failover: false },
  model_not_found: { status: 404, type: 'not_found_error', retry: false, failover: true },
  deadline_exceeded: { status: 408, type: 'timeout_error', retry: false, failover: true },
  conflict: { status: 409, type: 'invalid_request_error', retry: false, failover: false },
  idempotency_conflict: { status: 409, type: 'invalid_request_error', retry: false, failover: false },
  not_allowed: { status: 412, type: 'precondition_error', retry: false, failover: true },
  too_large: { status: 413, type: 'invalid_request_error', retry: false, failover: false },
  unsupported_encoding: { status: 415, type: 'invalid_request_error', retry: false, failover: false },
  quota_exhausted: { status: 429, type: 'rate_limit_error', retry: false, failover: true },
  rate_limited: { status: 429, type: 'rate_limit_error', retry: true, failover: true },
  hooks_failed: { status: 446, type: 'hooks_failed', retry: false, failover: true },
  cancelled: { status: 499, type: 'cancelled_error', retry: false, failover: false },
  internal: { status: 500, type: 'internal_error', retry: false, failover: false },
  not_built: { status: 501, type: 'not_built_error', retry: false, failover: false },
  upstream_error: { status: 502, type: 'upstream_error', retry: true, failover: true },
  unreachable: { status: 502, type: 'upstream_error', retry: true, failover: true },
  unreadable_reply: { status: 502, type: 'upstream_error', retry: true, failover: true },
  stream_broken: { status: 502, type: 'upstream_error', retry: false, failover: false },
  plugin_failed: { status: 502, type: 'plugin_error', retry: false, failover: true },
  connect_timeout: { status: 503, type: 'overloaded_error', retry: true, failover: true },
  overloaded: { status: 503, type: 'overloaded_error', retry: true, failover: true },
  loop_detected: { status: 508, type: 'loop_detected_error', retry: false, failover: false },
} as const satisfies Record<string, FaultTraits>;

/** What a kind of fault means to whoever has to decide what comes next. */
export interface FaultTraits {
  /** The HTTP status of the answer where nobody upstream gave one. */
  readonly status: number;
  /** `error.type` in the answer's body. */
  readonly type: string;
  /** Worth another try at the same target. */
  readonly retry: boolean;
  /** Worth trying at another target. */
  readonly failover: boolean;
}

/** The name of a way to fail: a key of `FAULTS`. */
export type FaultKind = keyof typeof FAULTS;

/** Why something failed, as a value: what a provider's failure is read into, and what a caller's error is made of. */
export interface Fault {
  /** Decides the status where nobody upstream gave one, what the reply says of trying again, and where a config goes by kinds, whether another target is tried. */
  readonly kind: FaultKind;
  /** What went wrong and what its reader can do about it; holds no secret. */
  readonly message: string;
  /** The field or header at fault, as the caller spelled it. */
  readonly param?: string | undefined;
  /** A word that a program can test for. */
  readonly code?: string | undefined;
  /** The provider's own word for the kind of error, where it has one: `overloaded_error`, `ThrottlingException`. */
  readonly type?: string | undefined;
  /** How long the provider asked us to wait, in milliseconds, when it said so. */
  readonly retryAfterMs?: number | undefined;
  /** One line for each place that is wrong, where there may be several. */
  readonly errors?: readonly string[] | undefined;
}

const BY_STATUS: Readonly<Record<number, FaultKind>> = {
  400: 'invalid_request',
  401: 'credential_refused',
  402: 'quota_exhausted',
  403: 'forbidden',
  404: 'not_found',
  408: 'deadline_exceeded',
  412: 'not_allowed',
  413: 'too_large',
  422: 'invalid_request',
  429: 'rate_limited',
  498: 'overloaded',
  503: 'overloaded',
  504: 'deadline_exceeded',
  529: 'overloaded',
};

/** What a provider's status means when its body says no more. */
export const faultKindFor = (status: number): FaultKind => BY_STATUS[status] ?? (status >= 500 ? 'upstream_error' : 'invalid_request');

const MARK = Symbol.for('sluice.fault');

/** A fault on its way up. Known by its mark, so that two copies of this package understand each other. */
export class FaultError extends Error {
  /** @internal */
  readonly [MARK] = true;
  /** What went wrong; the error's own message is its message. */
  readonly fault: Fault;

  constructor(fault: Fault, options?: { readonly cause?: unknown }) {
    super(fault.message, options);
    this.name = 'FaultError';
    this.fault = fault;
  }
}

/** Whether something thrown is a `FaultError`, of whichever copy of this package; `instanceof` would know those of this copy only. */
export const isFaultError = (error: unknown): error is FaultError => typeof error === 'object' && error !== null && MARK in error;
