/** What an answer comes to, however it came: whole or in pieces. */
export interface Heard {
  readonly text: string;
  /** Thinking that is shown. */
  readonly reasoning: string;
  readonly calls: readonly HeardCall[];
  readonly finish: string;
  readonly usage: unknown;
}

export interface HeardCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}
