/** Requests under way. */
export interface Traffic {
  inFlight: number;
  /** For each caller's connection that is no longer the server's to close: closes it, and what it is joined to. */
  readonly cuts: Set<() => void>;
}
