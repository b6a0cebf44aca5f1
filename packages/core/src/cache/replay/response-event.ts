/** An event of the Responses API, before or after it has its number. */
export interface ResponseEvent {
  readonly type: string;
  readonly [name: string]: unknown;
}
