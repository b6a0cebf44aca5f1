import type { Json, Media } from '../codec.ts';
import type { OperationName } from '../operation.ts';
import type { ChatChunk, ChatCompletion, ChatRequest } from './dialects/chat.ts';
import type { Completion, CompletionRequest } from './dialects/completions.ts';
import type { EmbeddingReply, EmbeddingRequest } from './dialects/embeddings.ts';
import type { ImageReply, ImageRequest } from './dialects/images.ts';
import type { MessageEvent, MessageReply, MessageRequest } from './dialects/messages.ts';
import type { ModelList } from './dialects/models.ts';
import type { ModerationReply, ModerationRequest } from './dialects/moderations.ts';
import type { RerankReply, RerankRequest } from './dialects/rerank.ts';
import type { ResponseEvent, ResponseReply, ResponseRequest } from './dialects/responses.ts';
import type { Speech, SpeechRequest } from './dialects/speech.ts';
import type { Transcription } from './dialects/transcriptions.ts';

/**
 * A provider, called straight from this process. What goes wrong is thrown as a FaultError, by the same list of faults
 * for every provider; who calls off a call by its signal is given the signal's reason.
 */
export interface Client {
  readonly chat: Streamable<ChatRequest, ChatCompletion, ChatChunk>;
  readonly completions: Streamable<CompletionRequest, Completion, Completion>;
  readonly responses: Streamable<ResponseRequest, ResponseReply, ResponseEvent>;
  readonly messages: Streamable<MessageRequest, MessageReply, MessageEvent>;
  readonly embeddings: Ask<EmbeddingRequest, EmbeddingReply>;
  readonly rerank: Ask<RerankRequest, RerankReply>;
  readonly moderations: Ask<ModerationRequest, ModerationReply>;
  readonly images: Ask<ImageRequest, ImageReply>;
  readonly speech: Ask<SpeechRequest, Speech>;
  /** A form as OpenAI has it: `file`, `model` and what else the provider takes. */
  readonly transcriptions: Ask<FormData, Transcription>;
  readonly translations: Ask<FormData, Transcription>;
  /** The models that the provider says it has. */
  readonly models: (options?: CallOptions) => Promise<ModelList>;
  /** What stands beneath all the others: any operation of the adapter's, in the dialect that it names. */
  readonly call: (operation: CallableOperation, body?: Json | FormData, options?: CallOptions) => Promise<Answered>;
}

/** What can be asked for without a WebSocket. */
export type CallableOperation = Exclude<OperationName, 'realtime'>;

/** Asks for something that is answered whole. */
export type Ask<Request, Reply> = (request: Request, options?: CallOptions) => Promise<Reply>;

/** Asks for something that is answered whole or, with `stream: true`, event by event. */
export interface Streamable<Request, Reply, Event> {
  /** Resolves with the first event, and rejects where there is none. Leaving the loop closes the connection. */
  (request: Request & { readonly stream: true }, options?: CallOptions): Promise<AsyncIterable<Event>>;
  (request: Request & { readonly stream?: false | null | undefined }, options?: CallOptions): Promise<Reply>;
  (request: Request, options?: CallOptions): Promise<Reply | AsyncIterable<Event>>;
}

/** An answer, whichever way it came. */
export type Answered =
  | { readonly kind: 'json'; readonly json: Json }
  | ({ readonly kind: 'media' } & Media)
  | { readonly kind: 'stream'; readonly events: AsyncIterable<Json> };

/** What holds for every call of a client. */
export interface ClientOptions {
  /** In place of the provider's own address: a proxy, or a server that speaks its language. */
  readonly baseURL?: string | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sent along with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds from the call to the end of the reply's headers; 0 is no limit. Default: ten minutes. */
  readonly timeoutMs?: number | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** What holds for one call. */
export interface CallOptions {
  /** Calls it off, before its answer and while a stream runs. */
  readonly signal?: AbortSignal | undefined;
  /** Sent along; in place of the client's under the same names. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}
