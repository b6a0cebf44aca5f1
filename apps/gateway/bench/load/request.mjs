import fs from 'node:fs';

export const requestBody = fs.readFileSync(new URL('request.json', import.meta.url), 'utf8').trim();
