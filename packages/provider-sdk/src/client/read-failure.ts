import { faultKindFor, type FaultError } from '../fault.ts';
import { retryAfterMs } from '../retry-after.ts';
import { collect } from './byte-reader.ts';
import type { Means } from './means.ts';
import type { WireReply } from './send.ts';
import { byAuthor, saidBy } from './told-fault.ts';

/** An error's body is read so far; what says what went wrong stands well before. */
const MOST_BYTES = 1024 * 1024;

/** What a reply that is no answer means. */
export async function readFailure({ status, headers, body }: WireReply, means: Means): Promise<FaultError> {
  if (status >= 300 && status < 400) {
    await body.cancel();
    return saidBy(means, {
      kind: 'upstream_error',
      message: `the provider answered with a redirect (${status}), which is not followed: give the address that it leads to as baseURL`,
      code: 'redirected',
    });
  }
  // An error whose body breaks off is still that error: its status says the most.
  const bytes = await collect(body, MOST_BYTES).catch(() => new Uint8Array());
  const said = parsed(bytes);
  const { readFault } = means.adapter;
  if (readFault) return byAuthor(means, 'reading a failure', () => saidBy(means, readFault({ status, headers, body: said })));
  const message = typeof said === 'string' && said !== '' ? said : `the provider answered ${status}`;
  return saidBy(means, { kind: faultKindFor(status), message, retryAfterMs: retryAfterMs(headers) });
}

/** What an error in a stream, or in a reply of 2xx, means: what the provider would have meant by it as a reply. */
export function failureIn(event: unknown, means: Means): FaultError {
  const { error, type } = (event ?? {}) as { readonly error?: unknown; readonly type?: unknown };
  // The Responses API puts an error's members beside its type.
  const body = error === undefined && type === 'error' ? { error: event } : event;
  const { code, status } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown;
    readonly status?: unknown;
  };
  const said = [status, code].map(Number).find((each) => each >= 400 && each <= 599) ?? 502;
  const { readFault } = means.adapter;
  if (readFault) return byAuthor(means, 'reading a failure', () => saidBy(means, readFault({ status: said, headers: {}, body })));
  return saidBy(means, { kind: 'upstream_error', message: 'the answer ended with an error' });
}

function parsed(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes).trim();
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a page of some proxy in between, most likely. Its text is what there is to show.
    return text.slice(0, 2000);
  }
}
