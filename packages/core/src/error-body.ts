import { FAULTS, type Fault } from '@sluice/provider-sdk';

/** The inner error of every reply of ours, in OpenAI's four members. */
export interface ErrorMembers {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

export const errorMembers = ({ kind, message, param, code, type }: Fault): ErrorMembers => ({
  message,
  type: type ?? FAULTS[kind].type,
  param: param ?? null,
  code: code ?? kind,
});

/** The one error shape, which every known client can show. */
export function errorBody(fault: Fault, extra: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    status: 'failure',
    success: false,
    message: fault.message,
    error: errorMembers(fault),
    ...(fault.errors && { errors: fault.errors }),
    ...extra,
  };
}

/**
 * A provider's own error with ours around it: what it said stays, its message gets the provider's name in
 * front, and the members that other clients look for are put beside.
 */
export function upstreamErrorBody(provider: string, body: unknown, fault: Fault): Record<string, unknown> {
  const message = `${provider} error: ${fault.message}`;
  const said: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body;
  const given = typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : {};
  const error = typeof given['error'] === 'object' && given['error'] !== null ? (given['error'] as Record<string, unknown>) : {};
  const ours = errorMembers(fault);
  return {
    ...given,
    status: 'failure',
    success: false,
    message,
    error: {
      ...error,
      message,
      type: error['type'] ?? ours.type,
      param: error['param'] ?? fault.param ?? null,
      code: error['code'] ?? fault.code ?? null,
    },
    provider,
  };
}
