import type { LogEntry } from '@sluice/store/logs';

/** What is known of a request when it is let in: all that is left of it where the process is killed on the way. */
export interface Begun {
  /** A UUID of version 7. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly trace: string;
  readonly span: string;
  readonly workspace: string | null;
  readonly apiKeyId: string | undefined;
  readonly apiKeyName: string | undefined;
}

/** The record of a request that was let in and never came to an end. */
export function interrupted(begun: Begun): LogEntry {
  return {
    ...begun,
    source: 'gateway',
    parentSpan: undefined,
    spanName: undefined,
    operation: undefined,
    status: 499,
    fault: { kind: 'interrupted', message: 'The gateway ended in the middle of this request; what became of it is not known' },
    aborted: true,
    streamed: false,
    provider: undefined,
    model: undefined,
    askedModel: undefined,
    virtualKey: undefined,
    config: undefined,
    configVersion: undefined,
    prompt: undefined,
    promptVersion: undefined,
    experiment: undefined,
    variant: undefined,
    target: undefined,
    retries: 0,
    rescued: false,
    cache: undefined,
    timings: {
      total: 0,
      parse: undefined,
      plan: undefined,
      connect: undefined,
      firstByte: undefined,
      firstToken: undefined,
      upstream: 0,
    },
    used: undefined,
    // Somebody may have been asked, and may have been paid.
    cost: undefined,
    saved: undefined,
    metadata: {},
    tries: [],
    steps: [],
    client: {},
    bodies: undefined,
  };
}
