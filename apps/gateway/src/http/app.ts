import { authenticate, Departure, errorBody, ownHeader, type House } from '@sluice/core';
import { FAULTS, isFaultError, type Fault } from '@sluice/provider-sdk';
import cors from 'cors';
import express, { type Express, type Request, type Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Metrics } from '../log/metrics.ts';
import type { RequestLog } from '../log/request-log.ts';
import type { HostGuard } from './host-guard.ts';
import type { Relay } from './relay.ts';

export interface AppMeans {
  readonly house: House;
  readonly relay: Relay;
  readonly log: RequestLog;
  readonly metrics: Metrics;
  readonly hostGuard: HostGuard;
  readonly corsOrigins: readonly string[];
  readonly loopback: boolean;
  readonly version: string;
  /** Whether new traffic can be taken. */
  readonly ready: () => boolean;
  readonly onBug: (error: unknown) => void;
}

/** The list of doors. What is called most stands first. */
export function createApp(means: AppMeans): Express {
  const { relay, hostGuard, corsOrigins, version, ready } = means;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);

  if (corsOrigins.length > 0)
    app.use(cors({ origin: corsOrigins.includes('*') ? true : [...corsOrigins], exposedHeaders: ['*'], maxAge: 600 }));
  app.use((request, response, next) => {
    // A base URL with a slash at its end gives two.
    const url = request.url.startsWith('//') ? request.url.replace(/^\/+/, '/') : request.url;
    if (!hostGuard(request))
      return sendFault(response, {
        kind: 'forbidden',
        message: `This gateway answers on this machine only, and "${request.headers.host}" is not it`,
        param: 'host',
        code: 'unknown_host',
      });
    if (url.startsWith('/v1/') && url !== '/v1/health') return relay(request, response, url.slice(3));
    next();
  });

  app.get(['/health', '/v1/health'], (_request, response) => void response.json({ status: 'ok', version }));
  app.get('/ready', (_request, response) => void response.status(ready() ? 200 : 503).json({ status: ready() ? 'ready' : 'draining' }));
  app.get('/', greet);
  app.get('/metrics', async (request, response) => {
    if (!means.loopback && !isKnown(request, means))
      return sendFault(response, {
        kind: 'unauthenticated',
        message: 'Metrics need a Sluice key here: send it in x-portkey-api-key',
        param: 'x-portkey-api-key',
      });
    const { type, text } = await means.metrics.render(means.log);
    response.type(type).send(text);
  });
  app.get('/openapi.json', async (_request, response) => {
    const { openApi } = await import('../docs/openapi.ts');
    response.json(openApi(version));
  });
  app.use('/docs', async (request, response, next) => {
    const { docsPages } = await import('../docs/pages.ts');
    docsPages(request, response, next);
  });
  app.use('/console', (_request, response) =>
    sendFault(response, { kind: 'not_built', message: 'The console is not built yet in this version of Sluice', code: 'not_built' }),
  );

  app.use((request, response) => {
    const mcp = /\/mcp\/?$/.test(request.path);
    sendFault(
      response,
      mcp
        ? { kind: 'not_built', message: 'MCP is not built yet in this version of Sluice', code: 'not_built' }
        : {
            kind: 'not_found',
            message: `There is nothing at ${request.method} ${request.path}: the API stands below /v1`,
            code: 'not_found',
          },
    );
  });
  app.use((error: unknown, _request: Request, response: Response, _next: unknown) => {
    if (!isFaultError(error)) means.onBug(error);
    if (response.headersSent) return void response.destroy();
    sendFault(
      response,
      isFaultError(error) ? error.fault : { kind: 'internal', message: 'Something went wrong in Sluice itself; the log knows more' },
    );
  });
  return app;
}

/** A person with a browser wants the console; a client wants to know that somebody is here. */
function greet(request: Request, response: Response): void {
  if (request.headers.accept?.includes('text/html')) response.redirect('/console');
  else response.type('text/plain').send('AI Gateway says hey!');
}

function isKnown(request: Request, { house }: AppMeans): boolean {
  const incoming = {
    id: '',
    door: { kind: 'pass_through' },
    method: 'GET',
    path: '/',
    query: '',
    headers: request.headers,
    body: { kind: 'none' },
    departure: new Departure(),
  } as const;
  return authenticate(incoming, house).key !== undefined;
}

function sendFault(response: Response, fault: Fault): void {
  const trace = ownHeader(response.req.headers, 'trace-id') ?? randomUUID();
  response.status(FAULTS[fault.kind].status).set('x-portkey-trace-id', trace).set('x-should-retry', 'false').json(errorBody(fault));
}
