import express, { type Request, type RequestHandler, type Response } from 'express';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { CONSOLE_HEADERS } from './console-headers.ts';
import { pressedFiles, type PressedFiles } from './pressed-files.ts';

/** What the console's bundler names after a hash of what is in it: `assets/index-BxY3_k9a.js`. */
const HASHED = /[\\/]assets[\\/].*-[\w-]{8}\.[a-z0-9]+$/;

const A_YEAR_S = 365 * 24 * 60 * 60;

const FIRST_PAGE = '/index.html';

/**
 * The console from this folder: its files, and its first page for every address that is one of its own routes.
 * Nothing where the folder holds no console, because none was built.
 */
export function consolePages(folder: string): RequestHandler | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const pressed = pressedFiles(folder);
  const pages = express.Router();
  pages.use((_request, response, next) => {
    response.set(CONSOLE_HEADERS);
    next();
  });
  pages.get('/', (request, response, next) => {
    // Without the slash the browser would look for the console's files one floor up.
    if (/^[^?]*\/(?:\?|$)/.test(request.originalUrl)) next();
    else response.redirect(308, 'console/');
  });
  pages.get('/{*file}', (request, response, next) => {
    // They are the same files in another form, and no files of the console.
    if (pressed.isPressed(request.path)) return next('router');
    if (!sendPressed(request.path, { request, response, folder, pressed })) next();
  });
  pages.use(express.static(folder, { ...BY_NAME_ONLY, index: false, redirect: false, setHeaders: setCaching }));
  pages.get('/{*route}', (request, response, next) => {
    // A file that is gone is not a route: a browser that took a page for a script would only say something odd.
    if (/\.[a-z0-9]+$/i.test(request.path)) return next();
    if (sendPressed(FIRST_PAGE, { request, response, folder, pressed })) return;
    response.set('cache-control', 'no-store').sendFile('index.html', { ...BY_NAME_ONLY, root: folder });
  });
  return pages;
}

interface Asked {
  readonly request: Request;
  readonly response: Response;
  readonly folder: string;
  readonly pressed: PressedFiles;
}

/** Sends a file as the build has pressed it. @returns Whether it was: not every file is, and not everybody can take one that is. */
function sendPressed(path: string, { request, response, folder, pressed }: Asked): boolean {
  if (!pressed.has(path)) return false;
  response.vary('accept-encoding');
  const form = pressed.best(path, (encoding) => request.acceptsEncodings(encoding) === encoding);
  if (!form) return false;
  setCaching(response, path);
  response.type(/\.[a-z0-9]+$/i.exec(path)![0]).set('content-encoding', form.encoding);
  response.sendFile(form.path.slice(1), { ...BY_NAME_ONLY, root: folder, acceptRanges: false });
  return true;
}

/**
 * A package manager gives every file of every version the same date, and a new version's first page may well be as
 * long as the old one's. Dates and lengths, which are what a validator is made of, would call them the same.
 */
const BY_NAME_ONLY = { etag: false, lastModified: false, cacheControl: false, dotfiles: 'ignore' } as const;

function setCaching(response: ServerResponse, file: string): void {
  response.setHeader('cache-control', HASHED.test(file) ? `public, max-age=${A_YEAR_S}, immutable` : 'no-store');
}
