import { buildDirectories, NO_DIRECTORIES, type Directories, type DirectoryMeans } from './config-file/directories.ts';
import { readConfigFile, type ConfigFile } from './config-file/read.ts';
import { watchConfigFile } from './config-file/watch.ts';
import type { Log } from './log/logger.ts';
import type { Environment } from './settings/environment.ts';

export interface LiveConfigMeans extends DirectoryMeans {
  /** What references in the file are looked up in. */
  readonly environment: Environment;
  /** Judges the settings of a file that was read again; gives the names of those that wait for the next start. */
  readonly judgeSettings: (file: ConfigFile) => readonly string[];
  readonly log: Log;
}

/** The config file's contents, ready to be asked; replaced whole when the file changes, or not at all. */
export class LiveConfig {
  readonly #means: LiveConfigMeans;
  #file: ConfigFile | undefined;
  #directories: Directories;
  #epoch = 0;
  #readAt = Date.now();

  private constructor(means: LiveConfigMeans, file: ConfigFile | undefined, directories: Directories) {
    this.#means = means;
    this.#file = file;
    this.#directories = directories;
  }

  /** @throws SettingsError where the file cannot be obeyed. */
  static async open(file: ConfigFile | undefined, means: LiveConfigMeans): Promise<LiveConfig> {
    return new LiveConfig(means, file, file ? await buildDirectories(file, means) : NO_DIRECTORIES);
  }

  /** As it stands; undefined where there is none. */
  get file(): ConfigFile | undefined {
    return this.#file;
  }

  /** When it was read, in milliseconds since the epoch. */
  get readAt(): number {
    return this.#readAt;
  }

  get directories(): Directories {
    return this.#directories;
  }

  /** Counts how often it was another. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Reads the file again. A bad one is refused whole, said in the log, and what was known before stays. */
  async reload(path: string): Promise<void> {
    try {
      const file = await readConfigFile(path, this.#means.environment);
      const waiting = this.#means.judgeSettings(file);
      await this.#take(file);
      this.#means.log.info('config file read again', { file: path });
      if (waiting.length > 0)
        this.#means.log.warn('some settings have changed and wait for the next start', { file: path, settings: waiting });
    } catch (error) {
      this.#means.log.error('config file refused, the old one stays in force', { file: path, reason: (error as Error).message });
    }
  }

  /** Builds everything anew of the file that is in force: keys are hashed with another secret from now on. */
  async rehash(): Promise<void> {
    if (this.#file) await this.#take(this.#file);
  }

  /** Reads again whenever the file changes. Returns what stops it. */
  watch(path: string): () => void {
    return watchConfigFile(path, () => void this.reload(path));
  }

  async #take(file: ConfigFile): Promise<void> {
    this.#directories = await buildDirectories(file, this.#means);
    if (file !== this.#file) this.#readAt = Date.now();
    this.#file = file;
    this.#epoch++;
  }
}
