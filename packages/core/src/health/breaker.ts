import { boundedMap } from './bounded-map.ts';

/** When a target counts as down. Wire spec §9.5. */
export interface BreakerPolicy {
  /** Failures in a window that open the circuit; undefined where only the share counts. */
  readonly failureThreshold: number | undefined;
  /** Share of failures, in percent, that opens it once there are enough requests. */
  readonly failurePercentage: number | undefined;
  readonly minimumRequests: number;
  /** Milliseconds after which an open circuit closes by itself; failures older than this are forgotten too. */
  readonly cooldownMs: number;
  /** Statuses that are failures; undefined is all from 500 on, and 408, by which a silent upstream shows itself. */
  readonly failureStatusCodes: readonly number[] | undefined;
}

export type CircuitState = 'closed' | 'open' | 'half_open';

/** Which circuit, in words for people; nothing in it is secret. */
export interface CircuitName {
  readonly config: string;
  readonly target: string;
  readonly model: string | undefined;
}

/** A circuit as it is shown. */
export interface CircuitView extends CircuitName {
  readonly state: CircuitState;
  /** Finished in the window that is still remembered. */
  readonly requests: number;
  /** Of these requests, those that count as failures by the config. */
  readonly failures: number;
  /** Milliseconds since the epoch; undefined while closed. */
  readonly openedAt: number | undefined;
}

interface Circuit {
  readonly name: CircuitName;
  policy: BreakerPolicy;
  windowStart: number;
  requests: number;
  failures: number;
  openedAt: number | undefined;
  /** When the last probe went out while the circuit was open. */
  probedAt: number;
}

/** An open circuit lets one request through every so often, to see whether the target is back. */
const PROBE_EVERY_MS = 5_000;

const MOST_CIRCUITS = 10_000;

/** One circuit a target and model: a host whose other models work is not down. */
export class Breakers {
  readonly #now: () => number;
  readonly #circuits = boundedMap<Circuit>(MOST_CIRCUITS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Half open means that the next request may go, as a probe. */
  state(key: string): CircuitState {
    const circuit = this.#circuits.get(key);
    return circuit ? this.#stateOf(circuit) : 'closed';
  }

  /** A request goes to the target: through an open circuit it is the probe, and the next one waits its turn. */
  begin(key: string): void {
    const circuit = this.#circuits.get(key);
    if (circuit && this.#stateOf(circuit) !== 'closed') circuit.probedAt = this.#now();
  }

  /** What came of it. */
  note(key: string, name: CircuitName, policy: BreakerPolicy, status: number): void {
    const now = this.#now();
    let circuit = this.#circuits.get(key);
    if (!circuit) {
      circuit = { name, policy, windowStart: now, requests: 0, failures: 0, openedAt: undefined, probedAt: 0 };
      this.#circuits.set(key, circuit);
    }
    // A saved config may have changed since the circuit began.
    circuit.policy = policy;
    const failed = policy.failureStatusCodes ? policy.failureStatusCodes.includes(status) : status >= 500 || status === 408;
    if (circuit.openedAt !== undefined) {
      if (!failed || now - circuit.openedAt >= policy.cooldownMs) this.#close(circuit, now);
      if (!failed) return;
    }
    if (circuit.openedAt === undefined && now - circuit.windowStart >= policy.cooldownMs) this.#close(circuit, now);
    circuit.requests++;
    if (!failed) return;
    circuit.failures++;
    if (circuit.openedAt === undefined && isTooMuch(circuit, policy)) {
      circuit.openedAt = now;
      circuit.probedAt = now;
    }
  }

  /** Every circuit that has seen a request. */
  list(): CircuitView[] {
    return [...this.#circuits.values()].map((circuit) => {
      const state = this.#stateOf(circuit);
      const { name, requests, failures, openedAt } = circuit;
      return { ...name, state, requests, failures, openedAt: state === 'closed' ? undefined : openedAt };
    });
  }

  #stateOf({ openedAt, probedAt, policy }: Circuit): CircuitState {
    const now = this.#now();
    if (openedAt === undefined || now - openedAt >= policy.cooldownMs) return 'closed';
    return now - probedAt >= PROBE_EVERY_MS ? 'half_open' : 'open';
  }

  #close(circuit: Circuit, now: number): void {
    circuit.openedAt = undefined;
    circuit.windowStart = now;
    circuit.requests = 0;
    circuit.failures = 0;
  }
}

const isTooMuch = ({ requests, failures }: Circuit, { failureThreshold, failurePercentage, minimumRequests }: BreakerPolicy) =>
  (failureThreshold !== undefined && failures >= failureThreshold) ||
  (failurePercentage !== undefined && requests >= minimumRequests && (failures / requests) * 100 >= failurePercentage);
