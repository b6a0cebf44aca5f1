import express, { type RequestHandler } from 'express';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

/** Nothing from elsewhere: whoever uses the console has a key in its pages. Parts of pages may carry styles of their own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the console's bundler names after a hash of what is in it: `assets/index-BxY3_k9a.js`. */
const HASHED = /[\\/]assets[\\/].*-[\w-]{8}\.[a-z0-9]+$/;

const A_YEAR_S = 365 * 24 * 60 * 60;

/**
 * The console from this folder: its files, and its first page for every address that is one of its own routes.
 * Nothing where the folder holds no console, because none was built.
 */
export function consolePages(folder: string): RequestHandler | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const pages = express.Router();
  pages.use((_request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    next();
  });
  pages.get('/', (request, response, next) => {
    // Without the slash the browser would look for the console's files one floor up.
    if (/^[^?]*\/(?:\?|$)/.test(request.originalUrl)) next();
    else response.redirect(308, 'console/');
  });
  pages.use(express.static(folder, { ...BY_NAME_ONLY, index: false, redirect: false, setHeaders: setCaching }));
  pages.get('/{*route}', (request, response, next) => {
    // A file that is gone is not a route: a browser that took a page for a script would only say something odd.
    if (/\.[a-z0-9]+$/i.test(request.path)) return next();
    response.set('cache-control', 'no-store').sendFile('index.html', { ...BY_NAME_ONLY, root: folder });
  });
  return pages;
}

/**
 * A package manager gives every file of every version the same date, and a new version's first page may well be as
 * long as the old one's. Dates and lengths, which are what a validator is made of, would call them the same.
 */
const BY_NAME_ONLY = { etag: false, lastModified: false, cacheControl: false, dotfiles: 'ignore' } as const;

function setCaching(response: ServerResponse, file: string): void {
  response.setHeader('cache-control', HASHED.test(file) ? `public, max-age=${A_YEAR_S}, immutable` : 'no-store');
}
