import { FaultError } from '@sluice/provider-sdk';
import type { ByteSink, ByteSource } from './bytes.ts';

/** A source that fails when it stays silent for so many milliseconds from now on; 0 is no limit. */
export function withIdleLimit(source: ByteSource, limitMs: number): ByteSource {
  const limited = new IdleLimit(source, limitMs);
  limited.arm();
  return limited;
}

/** Fails a source that stays silent for too long. Time in which its reader holds it up does not count. */
export class IdleLimit implements ByteSource, ByteSink {
  readonly #source: ByteSource;
  readonly #limitMs: number;
  #sink: ByteSink | undefined;
  #timer: NodeJS.Timeout | undefined;
  #armed = false;
  #paused = false;
  #over = false;

  /** @param limitMs Milliseconds; 0 is no limit. */
  constructor(source: ByteSource, limitMs: number) {
    this.#source = source;
    this.#limitMs = limitMs;
  }

  /** Begins to count. */
  arm(): void {
    this.#armed = true;
    if (!this.#paused) this.#count();
  }

  pipe(sink: ByteSink): void {
    this.#sink = sink;
    this.#source.pipe(this);
  }

  pause(): void {
    this.#paused = true;
    this.#stop();
    this.#source.pause();
  }

  resume(): void {
    this.#paused = false;
    if (this.#armed) this.#count();
    this.#source.resume();
  }

  cancel(): void {
    this.#over = true;
    this.#stop();
    this.#source.cancel();
  }

  data(chunk: Buffer): void {
    if (this.#over) return;
    this.#timer?.refresh();
    this.#sink!.data(chunk);
  }

  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stop();
    this.#sink!.end();
  }

  fail(error: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#stop();
    this.#sink!.fail(error);
  }

  #count(): void {
    if (this.#limitMs === 0 || this.#over || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#source.cancel();
      this.fail(
        new FaultError({
          kind: 'deadline_exceeded',
          message: `the provider sent nothing for ${this.#limitMs} ms (SLUICE_IDLE_TIMEOUT_MS)`,
        }),
      );
    }, this.#limitMs);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
