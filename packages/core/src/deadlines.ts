/** How long each part of an exchange may take, in milliseconds; 0 switches one off. */
export interface Deadlines {
  /** Until there is a connection. */
  readonly connectMs: number;
  /** From the request's last byte to the reply's headers, for a stream. */
  readonly firstByteMs: number;
  /** The same for a reply that comes whole. */
  readonly firstByteWholeMs: number;
  /** From a stream's headers to its first event. */
  readonly firstEventMs: number;
  /** The same while another target could be asked instead, and no reasoning is wanted, which takes its time. */
  readonly firstEventMovingOnMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
}
