import type { ApiKey, House } from '@sluice/core';
import { buildDirectories, NO_DIRECTORIES, type Directories, type DirectoryMeans } from './config-file/directories.ts';
import { readConfigFile, type ConfigFile } from './config-file/read.ts';
import { watchConfigFile } from './config-file/watch.ts';
import type { Log } from './log/logger.ts';
import type { Environment } from './settings/environment.ts';

export interface LiveConfigMeans extends DirectoryMeans {
  readonly environment: Environment;
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
      const hash = this.#means.hash(token);
      return hash === this.#means.adminKeyHash ? ADMIN : this.#directories.apiKeys.get(hash);
    },
  };

  readonly virtualKeys: House['virtualKeys'] = {
    find: (slug) => this.#directories.virtualKeys.get(slug),
    all: () => [...this.#directories.virtualKeys.values()],
  };

  readonly configs: House['configs'] = { find: (slug) => this.#directories.configs.get(slug) };

  readonly prompts: House['prompts'] = { find: (slug) => this.#directories.prompts.get(slug) };

  readonly aliases = () => this.#directories.aliases;

  /** Reads the file again. A bad one is refused whole, said in the log, and what was known before stays. */
  async reload(path: string): Promise<void> {
    try {
      const file = await readConfigFile(path, this.#means.environment);
      this.#directories = await buildDirectories(file, this.#means);
      this.#means.log.info('config file read again', { file: path });
    } catch (error) {
      this.#means.log.error('config file refused, the old one stays in force', { file: path, reason: (error as Error).message });
    }
  }

  /** Reads again whenever the file changes. Returns what stops it. */
  watch(path: string): () => void {
    return watchConfigFile(path, () => void this.reload(path));
  }
}
