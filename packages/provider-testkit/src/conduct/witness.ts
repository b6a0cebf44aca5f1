import { FAULTS, isFaultError, type Fault } from '@sluice/provider-sdk';
import { shown } from '../judge/members.ts';

/** Watches an adapter's code run: what it throws has to be a fault, and every fault is kept for whoever looks for secrets. */
export class Witness {
  readonly faults: Fault[] = [];
  #why: string | undefined;

  /** The first thing that was wrong. */
  get why(): string | undefined {
    return this.#why;
  }

  /** Runs what may throw faults and nothing else; undefined where it threw. */
  see<Value>(circumstance: () => string, run: () => Value): Value | undefined {
    try {
      return run();
    } catch (error) {
      if (isFaultError(error)) this.keep(circumstance, error.fault);
      else this.object(`${circumstance()} it threw ${error instanceof Error ? String(error) : shown(error)}, which is no FaultError`);
      return undefined;
    }
  }

  /** A fault has to be one of the list, and say something. */
  keep(circumstance: () => string, fault: Fault): void {
    this.faults.push(fault);
    const known = typeof fault === 'object' && fault !== null && Object.hasOwn(FAULTS, fault.kind);
    if (!known || typeof fault.message !== 'string' || fault.message.trim() === '')
      this.object(`${circumstance()} the fault is ${shown(fault)}: its kind has to be one of the list, and its message a text`);
  }

  object(why: string): void {
    this.#why ??= why;
  }
}
