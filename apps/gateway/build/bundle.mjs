// Makes one file of the gateway and all that every start loads, and small ones of what is loaded when it is asked
// for. Node spends more time finding two hundred small files than running what is in them.
import { rmSync } from 'node:fs';
import { build as bundle } from 'esbuild';

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

await bundle({
  entryPoints: [new URL('../src/main.ts', import.meta.url).pathname],
  outdir: dist,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // Without this esbuild would give CommonJS packages the modules of their dependencies.
  conditions: [],
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
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'external',
  chunkNames: 'chunk-[name]-[hash]',
  // Packages in CommonJS inside a module ask for node's own by `require`.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
