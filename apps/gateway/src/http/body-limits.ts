/** How much, how deep and how slow a body may be. */
export interface BodyLimits {
  readonly bodyBytes: number;
  readonly jsonDepth: number;
  /** Milliseconds that an upload may stand still; 0 is no limit. */
  readonly idleMs: number;
}
