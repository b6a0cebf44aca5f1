import { createParser } from 'eventsource-parser';
import { ownHeaders } from './ask.ts';
import { refusalOf } from './refused.ts';

/** A call through the front door, as any client makes one; it is the signed-in user's own. */
export interface ModelCall {
  /** `/v1/chat/completions` */
  readonly path: string;
  readonly body: unknown;
  /** By slug: whose keys and limits count. */
  readonly workspace: string;
  /** More of the gateway's headers: `x-portkey-config`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Calls a model.
 *
 * @throws Refused for any status of 400 and above.
 */
export async function callModel({ path, body, workspace, headers, signal }: ModelCall): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sluice-workspace': workspace, ...headers, ...ownHeaders() },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw refusalOf(undefined, undefined);
  });
  if (response.ok) return response;
  throw refusalOf(response, await response.json().catch(() => undefined));
}

/** One event of a stream. */
export interface StreamEvent {
  readonly event: string | undefined;
  readonly data: string;
  readonly id: string | undefined;
}

/** Reads server-sent events as they come. It ends with the stream. */
export async function* eventsOf(response: Response): AsyncGenerator<StreamEvent> {
  if (!response.body) return;
  const waiting: StreamEvent[] = [];
  const parser = createParser({ onEvent: ({ event, data, id }) => waiting.push({ event, data, id }) });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (value !== undefined) parser.feed(value);
      yield* waiting.splice(0);
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
