import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../../../../.cache/bench-peer/', import.meta.url));
const main = path.join(home, 'node_modules/@portkey-ai/gateway/build/start-server.js');
const onlyLoopback = new URL('only-loopback.mjs', import.meta.url).href;

// With the server that npm would choose today every stream of this release answers 500.
const manifest = {
  name: 'bench-peer',
  private: true,
  dependencies: { '@portkey-ai/gateway': '1.15.2', '@hono/node-server': '1.13.5' },
  overrides: { '@hono/node-server': '$@hono/node-server' },
};

/** Portkey's open-source gateway: no keys, no log store, the provider named by header. It does less than we ask of ourselves. */
export const portkey = {
  name: 'portkey',
  prepare: installOnce,
  launch: ({ port, upstream }) => ({
    command: [process.execPath, '--import', onlyLoopback, main, `--port=${port}`, '--headless'],
    env: {},
    headers: { authorization: 'Bearer x', 'x-portkey-provider': 'groq', 'x-portkey-custom-host': `${upstream}/openai/v1` },
  }),
};

function installOnce() {
  const wanted = JSON.stringify(manifest, null, 2);
  const manifestFile = path.join(home, 'package.json');
  if (fs.existsSync(main) && fs.readFileSync(manifestFile, 'utf8') === wanted) return;
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(home, { recursive: true });
  fs.writeFileSync(manifestFile, wanted);
  console.log(`installing ${manifest.dependencies['@portkey-ai/gateway']} of the peer into ${path.relative(process.cwd(), home)}`);
  const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    stdio: 'inherit',
    timeout: 300_000,
  });
  if (status !== 0 || !fs.existsSync(main)) throw new Error('npm could not install the peer; run again without --peer, or with a network');
}
