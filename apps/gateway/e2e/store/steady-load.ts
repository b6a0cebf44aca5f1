import type { Reply } from '../../test/support/call.ts';

/** How calls went during a while. */
export interface Figures {
  readonly answered: number;
  readonly failed: readonly string[];
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}

export interface SteadyLoad {
  /** How it went since this was asked last. */
  readonly figures: () => Figures;
  stop(): Promise<void>;
}

/** Callers side by side, and how long each rests between two calls. */
const CALLERS = 4;
const REST_MS = 10;

/** Makes these calls in turn, again and again, until it is told to stop. */
export function startLoad(calls: readonly (() => Promise<Reply>)[]): SteadyLoad {
  let going = true;
  let times: number[] = [];
  let failed: string[] = [];
  const caller = async (first: number) => {
    for (let turn = first; going; turn++) {
      const began = performance.now();
      const reply = await calls[turn % calls.length]!().catch((error: unknown) => String(error));
      times.push(performance.now() - began);
      if (typeof reply === 'string') failed.push(reply);
      else if (reply.status !== 200) failed.push(`${reply.status} ${reply.text}`);
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  };
  const callers = Array.from({ length: CALLERS }, (_, index) => caller(index));
  return {
    figures() {
      const sorted = times.toSorted((one, other) => one - other);
      const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)]! * 10) / 10;
      const figures = { answered: times.length - failed.length, failed, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: at(1 - 1e-9) };
      [times, failed] = [[], []];
      return figures;
    },
    async stop() {
      going = false;
      await Promise.all(callers);
    },
  };
}
