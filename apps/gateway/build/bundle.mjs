// Makes one file of the gateway and all that every start loads, and small ones of what is loaded when it is asked
// for. Node spends more time finding two hundred small files than running what is in them.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build as bundle } from 'esbuild';
import { bundleSqlite } from './sqlite.mjs';
import { packagesOf, thirdPartyNotice } from './third-party.mjs';

// Parts that packages load and the gateway never uses: half of what a start would read.
const slim = (file) => new URL(`slim/${file}`, import.meta.url).pathname;
const SLIM = {
  undici: slim('undici.cjs'),
  'body-parser': slim('body-parser.cjs'),
  'form-data': slim('form-data.cjs'),
  'mime-db': slim('mime-db.cjs'),
  './adapters/adapters.js': slim('axios-adapters.mjs'),
  '../adapters/adapters.js': slim('axios-adapters.mjs'),
};

const dist = new URL('../dist/', import.meta.url).pathname;
rmSync(dist, { recursive: true, force: true });

// The providers of this repository, each a file of its own beside the gateway's: they share what they have in common.
const packages = new URL('../../../packages/', import.meta.url).pathname;
const providers = readdirSync(packages)
  .filter((name) => name.startsWith('provider-') && existsSync(join(packages, name, 'package.json')))
  .filter((name) => JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')).sluice?.provider !== false);

// What every part is built with.
const shared = {
  metafile: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'external',
  // Packages in CommonJS inside a module ask for node's own by `require`.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

const { metafile } = await bundle({
  ...shared,
  entryPoints: {
    main: new URL('../src/main.ts', import.meta.url).pathname,
    ...Object.fromEntries(providers.map((name) => [`providers/${name}`, join(packages, name, 'src/index.ts')])),
  },
  outdir: dist,
  splitting: true,
  // Our own packages by their sources, so that all share one copy of each; and without a condition of its own esbuild
  // would give CommonJS packages the modules of their dependencies.
  conditions: ['@sluice/source'],
  plugins: [
    {
      name: 'slim',
      setup(build) {
        build.onResolve({ filter: /^(undici|body-parser|form-data|mime-db|\.\.?\/adapters\/adapters\.js)$/ }, ({ path }) => ({
          path: SLIM[path],
        }));
      },
    },
  ],
  chunkNames: 'chunk-[name]-[hash]',
});

// Of what was read, only that which is in what was written. Swagger UI is not bundled but copied, and just as much part of it.
const metafiles = [metafile, ...(await bundleSqlite(dist, shared))];
const inside = metafiles
  .flatMap(({ outputs }) => Object.values(outputs))
  .flatMap(({ inputs }) => Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0));
const swaggerUI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdPartyNotice(new Set([...packagesOf(inside, process.cwd()), swaggerUI])));
