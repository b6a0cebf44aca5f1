export { bearer, headerKey } from './static-key.ts';
