import type { LocalAnswer, WireRequest } from '@sluice/provider-sdk';
import type { Duplex, Readable } from 'node:stream';
import type { ByteSource } from './bytes.ts';
import type { Departure } from './departure.ts';
import type { HeaderList } from './headers.ts';

/** What the host is asked to send. */
export interface UpstreamRequest {
  readonly method: string;
  /** Whole, with the query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for none. A stream can be sent once. */
  readonly body: Buffer | Readable | undefined;
  /** Asks for a WebSocket in place of an answer. */
  readonly upgrade?: boolean;
  /** The caller chose the host: only public addresses may be connected to, whatever its name resolves to. */
  readonly guarded: boolean;
  /** Milliseconds until there is a connection; 0 is no limit. */
  readonly connectTimeoutMs: number;
  /** Milliseconds from the request's last byte to the reply's headers; 0 is no limit. */
  readonly firstByteTimeoutMs: number;
  /** The same as the caller or its config wished it; it goes before. */
  readonly requestTimeoutMs: number | undefined;
  /** Where the moment is put down at which there was a connection, where one had to be made: `performance.now()`. */
  readonly marks?: { connected: number | undefined } | undefined;
  /** For a provider in this process: answers in place of the network. */
  readonly answer: ((request: WireRequest, signal: AbortSignal) => LocalAnswer | Promise<LocalAnswer>) | undefined;
}

/** What answered, whatever its status, with the body still to come. */
export interface UpstreamReply {
  readonly status: number;
  readonly headers: HeaderList;
  /** Must be piped or cancelled, or its connection stays open. */
  readonly body: ByteSource;
  /** The connection itself, where the provider gave the WebSocket that it was asked for. Whoever takes it closes it. */
  readonly socket?: Duplex | undefined;
}

/** The one way out of this house. Rejects with a FaultError whose kind says what went wrong. */
export type Transport = (request: UpstreamRequest, departure: Departure) => Promise<UpstreamReply>;
