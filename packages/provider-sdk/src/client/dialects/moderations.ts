import type { Open } from './open.ts';

/** Something to be judged against a provider's rules. */
export interface ModerationRequest extends Open {
  readonly input: string | readonly string[] | readonly Open[];
  readonly model?: string | undefined;
}

/** The judgement of one input. */
export interface Moderation extends Open {
  readonly flagged: boolean;
  readonly categories: Readonly<Record<string, unknown>>;
}

/** A judgement for each input. */
export interface ModerationReply extends Open {
  readonly id: string;
  readonly results: readonly Moderation[];
}
