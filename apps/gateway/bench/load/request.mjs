import fs from 'node:fs';

/** Compact, as clients send it; the file is spaced for its readers. */
export const requestBody = JSON.stringify(JSON.parse(fs.readFileSync(new URL('request.json', import.meta.url), 'utf8')));
