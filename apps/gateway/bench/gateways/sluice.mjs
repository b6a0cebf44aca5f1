import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const key = 'sk-sluice-bench-0123456789abcdef0123456789abcdef';

/** One target, as most requests name it. */
const ONE_TARGET = '{"provider":"groq","api_key":"x"}';

/** The gateway as a team runs it: every request keyed, every request with a config of its own, every request logged. */
export const sluice = sluiceWith({ name: 'sluice' });

/**
 * The same under another name.
 *
 * @param {{ name: string, config?: string, file?: string }} given `config` goes with every request; `file` is the built gateway.
 */
export function sluiceWith({ name, config = ONE_TARGET, file = main }) {
  return {
    name,
    launch({ folder, port, upstream, nodeArguments = [], environment = {} }) {
      const configFile = path.join(folder, 'sluice.config.yaml');
      fs.writeFileSync(configFile, `api_keys:\n  - { name: bench, key: '${key}', scopes: [completions.write] }\n`);
      return {
        command: [process.execPath, ...nodeArguments, file, 'start'],
        env: {
          PORT: String(port),
          HOST: '127.0.0.1',
          SLUICE_CONFIG: configFile,
          SLUICE_DATA_DIR: path.join(folder, 'data'),
          GROQ_BASE_URL: `${upstream}/openai/v1`,
          ...environment,
        },
        headers: { 'x-portkey-api-key': key, 'x-portkey-config': config },
      };
    },
  };
}
