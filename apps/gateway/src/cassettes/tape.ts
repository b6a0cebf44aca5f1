import { broughtSecrets, type ByteSource, type RequestBody } from '@sluice/core';
import type { Answer } from '../http/respond.ts';
import type { Arrival, Known } from '../http/routed-record.ts';
import type { Heard } from './heard.ts';
import type { Recordable } from './recording.ts';

/** A call that is being answered. */
export interface TapedCall {
  readonly arrival: Arrival;
  readonly known: Known;
  /** Below `/v1`, with its query. */
  readonly path: string;
  readonly body: RequestBody;
}

/** Takes one exchange to its recordings. */
export interface Taker {
  /** Whether there is room for so many bytes more; where there is none the exchange is left out. */
  readonly hold: (bytes: number) => boolean;
  readonly done: (heard: Heard) => void;
  /** It came to nothing that could be played. */
  readonly left: () => void;
}

/** Overhears answers as they leave. */
export interface Tape {
  /** Whether anything is recorded at all. */
  readonly on: boolean;
  /** @returns The same answer, to be sent in its place. */
  readonly said: <T extends Answer>(outcome: T, call: TapedCall) => T;
}

/** @param wanted Those who want this exchange; undefined: nobody does. */
export const tapeOf = (isOn: () => boolean, wanted: (call: Recordable) => Taker | undefined): Tape => ({
  get on() {
    return isOn();
  },
  said(outcome, call) {
    const taker = wanted(recordable(call));
    if (!taker) return outcome;
    const { account } = call.arrival;
    const begun = account.planned ?? account.arrived;
    const heard = { ...asked(call, begun), status: outcome.status, headers: outcome.headers, ms: performance.now() - begun };
    const size = heard.body?.length ?? 0;
    const bytes = outcome.kind === 'flow' ? undefined : outcome.kind === 'whole' ? outcome.body : asProviderSaid(outcome);
    if (!taker.hold(size + (bytes?.length ?? 0))) taker.left();
    else if (outcome.kind === 'flow') return { ...outcome, body: overheard(outcome.body, heard, begun, taker) };
    else taker.done({ ...heard, chunks: [{ ms: heard.ms, bytes: bytes! }], endMs: heard.ms, cut: false });
    return outcome;
  },
});

function recordable({ known }: TapedCall): Recordable {
  const { key, trail, operation, metadata = {} } = known;
  const models = [trail?.askedModel, trail?.model];
  return { workspace: key?.workspace, key, provider: trail?.provider, models, operation: trail?.operation ?? operation, metadata };
}

function asked({ arrival, known, path, body }: TapedCall, begun: number) {
  const { at, method, headers, account } = arrival;
  return {
    at: at + (begun - account.arrived),
    method,
    path,
    contentType: headers['content-type'] as string | undefined,
    // A form is another one every time it is sent, and what streams up is nowhere whole.
    body: body.kind === 'json' ? body.document.bytes : undefined,
    secrets: known.secrets ?? broughtSecrets(headers),
  };
}

/** An error without our words around it: whoever plays it puts its own there. */
function asProviderSaid({ body, fault }: Extract<Answer, { kind: 'failure' }>): Buffer {
  const { status: _status, success: _success, provider: _provider, message: _message, ...said } = body;
  const error =
    typeof said['error'] === 'object' && said['error'] !== null ? { ...said['error'], message: fault.message } : { message: fault.message };
  return Buffer.from(JSON.stringify({ ...said, error }));
}

function overheard(source: ByteSource, head: Omit<Heard, 'chunks' | 'endMs' | 'cut'>, begun: number, taker: Taker): ByteSource {
  const chunks: { readonly ms: number; readonly bytes: Buffer }[] = [];
  let over = false;
  const end = (cut: boolean) => {
    if (over) return;
    over = true;
    taker.done({ ...head, chunks, endMs: performance.now() - begun, cut });
  };
  const giveUp = () => {
    if (over) return;
    over = true;
    chunks.length = 0;
    taker.left();
  };
  return {
    pipe: (sink) =>
      source.pipe({
        data(chunk) {
          if (!over && taker.hold(chunk.length)) chunks.push({ ms: performance.now() - begun, bytes: chunk });
          else giveUp();
          sink.data(chunk);
        },
        end() {
          end(false);
          sink.end();
        },
        fail(error) {
          end(true);
          sink.fail(error);
        },
      }),
    pause: () => source.pause(),
    resume: () => source.resume(),
    cancel() {
      // The caller has gone: what it did not hear nobody has said.
      giveUp();
      source.cancel();
    },
  };
}
