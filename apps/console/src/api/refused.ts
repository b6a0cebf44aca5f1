/** Why the gateway said no, for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** HTTP's; 0 where nobody answered. */
  readonly status: number;
  /** A word that a page can test for. */
  readonly code: string | undefined;
  /** The member at fault. */
  readonly param: string | undefined;
  /** Where a body is wrong: a sentence for each member. */
  readonly errors: readonly string[];
  /** By which its record is found in the log. */
  readonly trace: string | undefined;

  constructor(message: string, said: Pick<Refused, 'status' | 'code' | 'param' | 'errors' | 'trace'>) {
    super(message);
    this.status = said.status;
    this.code = said.code;
    this.param = said.param;
    this.errors = said.errors;
    this.trace = said.trace;
  }
}

/** @param response Undefined where nobody answered. */
export function refusalOf(response: Response | undefined, reply: unknown): Refused {
  if (!response)
    return new Refused('The gateway does not answer: see that it runs, and that this browser reaches it', {
      status: 0,
      code: undefined,
      param: undefined,
      errors: [],
      trace: undefined,
    });
  const { error, errors } = (reply ?? {}) as { readonly error?: Readonly<Record<string, unknown>>; readonly errors?: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return new Refused(text(error?.['message']) ?? `The gateway answered ${response.status} and did not say why`, {
    status: response.status,
    code: text(error?.['code']),
    param: text(error?.['param']),
    errors: Array.isArray(errors) ? errors.filter((each) => typeof each === 'string') : [],
    trace: response.headers.get('x-portkey-trace-id') ?? undefined,
  });
}

/** What a page says of anything that was thrown. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
