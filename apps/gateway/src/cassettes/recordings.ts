import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Log } from '../log/logger.ts';
import type { Workers } from '../telemetry/workers.ts';
import { cassettesIn, mainFile, mark, partFile, removeCassette, unmark, type CassetteFiles } from './places.ts';
import { takes, type Recordable, type Recording } from './recording.ts';
import { Take } from './take.ts';
import { tapeOf, type Tape, type Taker } from './tape.ts';
import { together } from './joined-parts.ts';

export interface RecordingsMeans {
  readonly folder: string;
  readonly workers: Workers;
  readonly log: Log;
  /** From 0 to 1, 1 left out. */
  readonly random: () => number;
}

/** What is under way at once: who has forgotten one does not need a third. */
const MOST_RECORDINGS = 8;

/** Bytes of what was said that wait to be written, of all recordings together. */
const MOST_HELD = 64 * 1024 ** 2;

const TOPIC = 'cassettes';

/** Everything that this process records, and what is recorded already. */
export class Recordings {
  readonly tape: Tape;
  readonly #means: RecordingsMeans;
  readonly #takes = new Map<string, Take>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #held = 0;
  #following: Promise<void> = Promise.resolve();

  constructor(means: RecordingsMeans) {
    this.#means = means;
    this.tape = tapeOf(
      () => this.#takes.size > 0,
      (call) => this.#wanted(call),
    );
    // Another worker has begun or ended one: whoever told it waits until all have.
    means.workers.answer(TOPIC, () => this.#follow().then(() => true));
  }

  /** Goes on with what was being recorded when the gateway stopped. */
  open(): Promise<void> {
    return this.#follow();
  }

  list = (): Promise<readonly CassetteFiles[]> => cassettesIn(this.#means.folder);

  async find(name: string): Promise<CassetteFiles | undefined> {
    return (await this.list()).find((each) => each.name === name);
  }

  /** Exchanges that this process wanted and could not take. */
  leftOut = (name: string): number => this.#takes.get(name)?.leftOut ?? 0;

  /** @returns Why not, where it cannot be. */
  async start(recording: Recording): Promise<'taken' | 'too_many' | undefined> {
    const all = await this.list();
    if (all.some(({ name }) => name === recording.name)) return 'taken';
    if (all.filter((each) => each.recording !== undefined).length >= MOST_RECORDINGS) return 'too_many';
    const { folder, workers } = this.#means;
    try {
      await mark(folder, recording);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'taken';
      throw error;
    }
    await this.#follow();
    await workers.ask(TOPIC);
    return undefined;
  }

  /** Ends a recording; what has ended by then is in its files when this is done. */
  async stop(name: string): Promise<void> {
    const { folder, workers } = this.#means;
    await unmark(folder, name);
    await this.#follow();
    await workers.ask(TOPIC);
  }

  async remove(cassette: CassetteFiles): Promise<void> {
    await this.stop(cassette.name);
    await removeCassette(this.#means.folder, (await this.find(cassette.name)) ?? cassette);
  }

  /** Writes what this process holds of a cassette. */
  async flush(name: string): Promise<void> {
    await this.#takes.get(name)?.flush();
  }

  /** Writes what has ended, and leaves what is under way to the next start. */
  async close(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    const open = [...this.#takes.values()];
    this.#takes.clear();
    await Promise.all(open.map((take) => take.close()));
  }

  /** Does as the marks in the folder say, one after another. */
  #follow(): Promise<void> {
    const { log } = this.#means;
    this.#following = this.#following
      .then(() => this.#adopt())
      .catch((error: unknown) => log.error('recordings of cassettes could not be looked up', { reason: (error as Error).message }));
    return this.#following;
  }

  async #adopt(): Promise<void> {
    const all = await this.list();
    for (const [name, take] of this.#takes) {
      if (all.some((each) => each.name === name && each.recording !== undefined)) continue;
      this.#takes.delete(name);
      clearTimeout(this.#timers.get(name));
      this.#timers.delete(name);
      await take.close();
    }
    for (const { recording, files } of all) if (recording && !this.#takes.has(recording.name)) await this.#take(recording, files);
  }

  async #take(recording: Recording, files: readonly string[]): Promise<void> {
    const { folder, log, workers } = this.#means;
    const { name, endsAt } = recording;
    const end = () => void this.stop(name);
    const isFirst = files.length === 0 && workers.first && !existsSync(mainFile(folder, name));
    const take = new Take({
      recording,
      file: isFirst ? mainFile(folder, name) : partFile(folder, name, randomBytes(4).toString('hex')),
      reserve: (bytes) => {
        if (this.#held + bytes > MOST_HELD) return false;
        this.#held += bytes;
        return true;
      },
      free: (bytes) => void (this.#held -= bytes),
      onFull: end,
      onFault: (error) =>
        log.error('a cassette could not be written, and its recording ends', { cassette: name, reason: (error as Error).message }),
    });
    this.#takes.set(name, take);
    if (isFirst) await take.begin();
    await take.goOn(files);
    // It must not keep a process that wants to go.
    this.#timers.set(name, setTimeout(end, Math.max(0, endsAt - Date.now())).unref());
  }

  #wanted(call: Recordable): Taker | undefined {
    // Who was asked says whose answer it is: what nobody was asked for is none that could be played.
    if (call.provider === undefined) return undefined;
    const { random } = this.#means;
    const wanting = [...this.#takes.values()].filter(
      (take) => take.open && takes(take.recording, call) && (take.recording.share >= 1 || random() < take.recording.share),
    );
    return together(wanting.map((take) => take.taker()));
  }
}
