import type { Heard } from './heard.ts';
import type { Json } from './json.ts';
import type { Failure, Turn } from './turn.ts';

/** A request as it came over the socket. */
export interface Asked {
  readonly method: string;
  /** As it was sent, escapes and query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  readonly json: Json;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A stream in pieces: up to where the answer could break off, and its end. */
export interface Streamed {
  readonly contentType: string;
  readonly opening: readonly Buffer[];
  readonly closing: readonly Buffer[];
}

/**
 * One wire format as its provider has it, written from its documentation and from recorded traffic. Made anew for each
 * stand-in: it remembers what it signed.
 */
export interface WireFormat {
  /** The door whose words these are too, if any. */
  readonly speaks: 'chat' | 'messages' | 'responses' | undefined;
  /**
   * Checks a request as strictly as the provider does.
   *
   * @throws WireRefusal with the provider's own answer to what is wrong.
   */
  readonly hear: (asked: Asked) => Heard;
  readonly whole: (turn: Turn, heard: Heard) => Json;
  readonly stream: (turn: Turn, heard: Heard) => Streamed;
  /** What the stream says where it fails in the middle. */
  readonly breakage: (message: string) => Buffer;
  readonly failure: (failure: Failure) => Reply;
  readonly tells: Tells;
}

/** What can be seen in an answer of this format. */
export interface Tells {
  /** The thinking itself. */
  readonly reasoning: boolean;
  /** How many tokens of thinking. */
  readonly thoughtTokens: boolean;
  readonly cached: boolean;
  readonly written: boolean;
  /** Thinking comes signed, and has to come back so. */
  readonly signatures: boolean;
  /** What is signed is the call, so that the signature is seen wherever the call is. */
  readonly signsCalls?: boolean;
  /** Thinking comes back as text. */
  readonly replayed: boolean;
  /** Tokens of thinking are told beside those of the answer, and stay so where its bytes pass. */
  readonly outputApart?: boolean;
  /** Takes marks for its cache. */
  readonly marks: boolean;
}

/** The provider's own answer to a request that is wrong. */
export class WireRefusal extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(status: number, body: Json) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** Refuses by a message, in the form of one provider. */
export type Refuse = (message: string, param?: string) => never;
