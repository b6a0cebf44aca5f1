import type { Open } from './open.ts';

/** A request to OpenAI's Responses API. */
export interface ResponseRequest extends Open {
  readonly model: string;
  readonly input?: string | readonly Open[] | undefined;
  readonly instructions?: string | null | undefined;
  readonly stream?: boolean | null | undefined;
  readonly max_output_tokens?: number | null | undefined;
  readonly tools?: readonly Open[] | undefined;
  readonly previous_response_id?: string | null | undefined;
}

/** One item of an answer: a message, a call, a stretch of thinking. */
export interface ResponseItem extends Open {
  readonly type: string;
  readonly id?: string | undefined;
}

/** A whole answer. */
export interface ResponseReply extends Open {
  readonly id: string;
  readonly status?: string | undefined;
  readonly model: string;
  readonly output: readonly ResponseItem[];
  readonly usage?: ({ readonly input_tokens?: number | undefined; readonly output_tokens?: number | undefined } & Open) | null | undefined;
}

/** One event of a stream: `response.output_text.delta`; the last has the whole response in it. */
export interface ResponseEvent extends Open {
  readonly type: string;
  readonly delta?: unknown;
  readonly response?: ResponseReply | undefined;
}
