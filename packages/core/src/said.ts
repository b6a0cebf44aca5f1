/** What the request that was sent says, whatever the caller's said: a config, a prompt or an alias may have changed it. */
export interface Said {
  readonly model: string | undefined;
  readonly streamed: boolean;
  /** Thinking is asked for, which takes its time before the first word. */
  readonly reasons: boolean;
  /** The beginning of an answer went along, for the model to go on from. */
  readonly prefilled: boolean;
  /** Answers asked for. */
  readonly choices: number;
  /** Token counts are asked for that the caller did not ask for. */
  readonly usageAdded: boolean;
}
