import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { listen } from '../guide/listen.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The plainest of file servers, with a folder below a path: no rewriting, no fallback. */
export async function serveFolder(folder: string, base: string) {
  const server = createServer((request, response) => {
    const file = fileFor(decodeURIComponent(new URL(request.url!, 'http://localhost').pathname));
    if (file === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });

  function fileFor(path: string): string | undefined {
    if (!path.startsWith(base)) return undefined;
    const file = join(folder, normalize(`/${path.slice(base.length)}`), path.endsWith('/') ? 'index.html' : '');
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
  }

  const { address, close } = await listen(server);
  return { origin: address, home: address + base, close };
}
