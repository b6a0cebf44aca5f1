import type { ApiKey, House } from '@sluice/core';
import { LRUCache } from 'lru-cache';
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
  readonly adminKeyHash: string;
  readonly log: Log;
}

const ADMIN: ApiKey = {
  name: 'admin',
  scopes: new Set(),
  admin: true,
  expiresAt: undefined,
  defaults: { config: undefined, metadata: {} },
};

/** The config file's contents as the house asks for them; replaced whole when the file changes, or not at all. */
export class LiveConfig {
  readonly #means: LiveConfigMeans;
  #directories: Directories;
  /** Tokens that were looked up lately, because a hash costs more than all else that is done with a key. */
  #known = new LRUCache<string, { readonly key: ApiKey | undefined }>({
    max: 10_000,
    maxSize: 4 * 1024 * 1024,
    sizeCalculation: (_key, token) => token.length + 1,
  });

  private constructor(means: LiveConfigMeans, directories: Directories) {
    this.#means = means;
    this.#directories = directories;
  }

  /** @throws SettingsError where the file cannot be obeyed. */
  static async open(file: ConfigFile | undefined, means: LiveConfigMeans): Promise<LiveConfig> {
    return new LiveConfig(means, file ? await buildDirectories(file, means) : NO_DIRECTORIES);
  }

  readonly keys: House['keys'] = {
    find: (token) => {
      const known = this.#known.get(token);
      if (known) return known.key;
      const hash = this.#means.hash(token);
      const key = hash === this.#means.adminKeyHash ? ADMIN : this.#directories.apiKeys.get(hash);
      this.#known.set(token, { key });
      return key;
    },
  };

  readonly virtualKeys: House['virtualKeys'] = {
    find: (slug) => this.#directories.virtualKeys.get(slug),
    all: () => [...this.#directories.virtualKeys.values()],
  };

  readonly configs: House['configs'] = { find: (slug) => this.#directories.configs.get(slug) };

  readonly prompts: House['prompts'] = { find: (slug) => this.#directories.prompts.get(slug) };

  readonly aliases = () => this.#directories.aliases;

  readonly models = () => this.#directories.models;

  /** Reads the file again. A bad one is refused whole, said in the log, and what was known before stays. */
  async reload(path: string): Promise<void> {
    try {
      const file = await readConfigFile(path, this.#means.environment);
      const waiting = this.#means.judgeSettings(file);
      this.#directories = await buildDirectories(file, this.#means);
      this.#known.clear();
      this.#means.log.info('config file read again', { file: path });
      if (waiting.length > 0)
        this.#means.log.warn('some settings have changed and wait for the next start', { file: path, settings: waiting });
    } catch (error) {
      this.#means.log.error('config file refused, the old one stays in force', { file: path, reason: (error as Error).message });
    }
  }

  /** Reads again whenever the file changes. Returns what stops it. */
  watch(path: string): () => void {
    return watchConfigFile(path, () => void this.reload(path));
  }
}
