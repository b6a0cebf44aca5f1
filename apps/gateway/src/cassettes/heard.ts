/** One exchange as it was heard, with nothing done about it yet. */
export interface Heard {
  /** When it was asked: milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** Below `/v1`, with its query. */
  readonly path: string;
  readonly contentType: string | undefined;
  /** Undefined where there was none, or where it is no JSON. */
  readonly body: Uint8Array | undefined;
  readonly status: number;
  /** Lower-case names and values in turn. */
  readonly headers: readonly string[];
  /** Milliseconds from asking until the answer's headers. */
  readonly ms: number;
  /** Pieces with the milliseconds from asking until they came. */
  readonly chunks: readonly { readonly ms: number; readonly bytes: Uint8Array }[];
  /** Milliseconds from asking until the end. */
  readonly endMs: number;
  /** The connection broke in place of an end. */
  readonly cut: boolean;
  /** What must not be written anywhere. */
  readonly secrets: readonly string[];
}
