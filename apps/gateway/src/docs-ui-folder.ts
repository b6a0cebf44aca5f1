import { fileURLToPath } from 'node:url';

/** Where the build puts Swagger UI's files: beside the main file, and said from here, so that a bundle finds them as well. */
export const DOCS_UI_FOLDER = fileURLToPath(new URL('./docs-ui/', import.meta.url));
