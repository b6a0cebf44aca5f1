// Takes the pictures of docs/screenshots.
//   npm run docs:screenshots [-- NAME…]
import { fileURLToPath } from 'node:url';
import { importTypeScript } from '../../../bench/system/import-typescript.mjs';

const { takePictures } = await importTypeScript('e2e/console/pictures/take-pictures.ts');
await takePictures(
  process.env.SCREENSHOTS ?? fileURLToPath(new URL('../../../../../docs/screenshots', import.meta.url)),
  process.argv.slice(2),
);
