import { fileURLToPath } from 'node:url';

/** Where the build puts the console, if it was built before the gateway: said from beside the main file, so that a bundle finds it too. */
export const CONSOLE_FOLDER = fileURLToPath(new URL('./console/', import.meta.url));
