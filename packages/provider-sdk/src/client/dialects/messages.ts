import type { Open } from './open.ts';

/** A piece of a message or of an answer: text, thinking, the use of a tool. */
export interface MessageBlock extends Open {
  readonly type: string;
  readonly text?: string | undefined;
}

/** One message of a conversation in Anthropic's form. */
export interface MessageParam extends Open {
  readonly role: string;
  readonly content: string | readonly MessageBlock[];
}

/** A request to Anthropic's Messages API. */
export interface MessageRequest extends Open {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly MessageParam[];
  readonly system?: string | readonly MessageBlock[] | undefined;
  readonly stream?: boolean | undefined;
  readonly temperature?: number | undefined;
  readonly tools?: readonly Open[] | undefined;
}

/** What an answer cost in tokens. */
export interface MessageUsage extends Open {
  readonly input_tokens?: number | undefined;
  readonly output_tokens?: number | undefined;
}

/** A whole answer. */
export interface MessageReply extends Open {
  readonly id: string;
  readonly model: string;
  readonly role: string;
  readonly content: readonly MessageBlock[];
  readonly stop_reason: string | null;
  readonly usage?: MessageUsage | undefined;
}

/** One event of a stream: `content_block_delta`; `message_stop` is the last. */
export interface MessageEvent extends Open {
  readonly type: string;
  readonly index?: number | undefined;
  readonly delta?: Open | undefined;
  readonly message?: MessageReply | undefined;
  readonly usage?: MessageUsage | undefined;
}
