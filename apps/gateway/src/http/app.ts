import { errorBody, identify, ownHeader, type House } from '@sluice/core';
import { FAULTS, isFaultError, type Fault } from '@sluice/provider-sdk';
import cors from 'cors';
import express, { type Express, type Request, type Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Metrics } from '../log/metrics.ts';
import type { LogCounts } from '../log/open-logs.ts';
import type { RequestLog } from '../log/request-log.ts';
import { CONSOLE_FOLDER } from '../console-folder.ts';
import { consolePages } from './console-pages.ts';
import { recordOwn } from './record-own.ts';
import type { BodyLimits } from './body-limits.ts';
import type { HostGuard } from './host-guard.ts';
import type { Relay } from './relay.ts';
import { routeDoors } from './route-doors.ts';
import { answererOf } from './own-address.ts';
import type { SignedIn } from './signed-in.ts';
import { unknownHost } from './unknown-host.ts';
import { adminErrorBody } from '../admin/admin-fault.ts';
import type { AdminDoor } from '../admin/door.ts';
import { healthLines, type ToldHealth } from '../stored/health-lines.ts';

export interface AppMeans {
  readonly house: House;
  readonly relay: Relay;
  readonly admin: AdminDoor;
  readonly signedIn: SignedIn;
  /** The API as an OpenAPI document. */
  readonly describe: () => Promise<object>;
  /** How the store does. */
  readonly store: () => ToldHealth;
  /** How the log does. */
  readonly logs: () => Pick<LogCounts, 'downSince'>;
  /** What has come of limits, in Prometheus' text format. */
  readonly limitLines: () => string;
  readonly log: RequestLog;
  readonly metrics: Metrics;
  readonly hostGuard: HostGuard;
  readonly corsOrigins: readonly string[];
  readonly loopback: boolean;
  readonly limits: BodyLimits;
  readonly version: string;
  /** Whether new traffic can be taken. */
  readonly ready: () => boolean;
  readonly onBug: (error: unknown) => void;
}

/** The list of doors. What is called most stands first. */
export function createApp(means: AppMeans): Express {
  const { relay, admin, store, hostGuard, corsOrigins, version, ready } = means;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);

  if (corsOrigins.length > 0)
    app.use(cors({ origin: corsOrigins.includes('*') ? true : [...corsOrigins], exposedHeaders: ['*'], maxAge: 600 }));
  app.use((request, response, next) => {
    // A base URL with a slash at its end gives two.
    const url = request.url.startsWith('//') ? request.url.replace(/^\/+/, '/') : request.url;
    if (!hostGuard(request)) {
      recordOwn(request, response, means.log);
      return sendFault(response, unknownHost(request.headers.host));
    }
    const answerer = url.startsWith('/v1/') ? answererOf(request.method, url) : 'app';
    if (answerer === 'relay') return relay(request, response, url.slice('/v1'.length));
    // Some SDKs have more of their provider's address in their own paths.
    if (url.startsWith('/openai/v1/')) return relay(request, response, url.slice('/openai/v1'.length));
    recordOwn(request, response, means.log);
    response.setHeader('x-portkey-trace-id', ownHeader(request.headers, 'trace-id') ?? randomUUID());
    if (answerer === 'admin')
      return admin(request, response, url.slice('/v1'.length).replace(/^\/+/, '/'), (error) => {
        if (!isFaultError(error)) means.onBug(error);
        sendFault(response, isFaultError(error) ? error.fault : OURS, adminErrorBody);
      });
    next();
  });

  app.get(['/health', '/v1/health'], (_request, response) => void response.json({ status: 'ok', version }));
  // A store that does not answer keeps no call away: what is needed for it is in memory.
  app.get(
    '/ready',
    (_request, response) =>
      void response
        .status(ready() ? 200 : 503)
        .json({ status: ready() ? 'ready' : 'draining', store: storeView(store()), ...logView(means.logs()) }),
  );
  app.use('/v1/route', routeDoors(means));
  app.get('/', greet);
  app.get('/metrics', async (request, response) => {
    if (!means.loopback && identify(request.headers, means.house).key === undefined)
      return sendFault(response, {
        kind: 'unauthenticated',
        message: 'Metrics need a Sluice key here: send it in x-portkey-api-key',
        param: 'x-portkey-api-key',
      });
    const { type, text } = await means.metrics.render();
    response.type(type).send(`${text}${healthLines(store(), Date.now())}${means.limitLines()}`);
  });
  app.get('/openapi.json', async (_request, response) => {
    response.json(await means.describe());
  });
  app.use('/docs', async (request, response, next) => {
    const { docsPages } = await import('../docs/pages.ts');
    docsPages(request, response, next);
  });
  app.use('/console', consolePages(CONSOLE_FOLDER) ?? withoutConsole);

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
    sendFault(response, isFaultError(error) ? error.fault : OURS);
  });
  return app;
}

function storeView({ up, since, readOnlySince }: ToldHealth) {
  if (!up) return { status: 'unavailable', since: new Date(since!).toISOString() };
  return readOnlySince === undefined ? { status: 'ok' } : { status: 'read_only', since: new Date(readOnlySince).toISOString() };
}

/** A log that takes nothing keeps no call away either; it is told only while something is wrong with it. */
const logView = ({ downSince }: Pick<LogCounts, 'downSince'>) =>
  downSince === undefined ? {} : { log: { status: 'unavailable', since: new Date(downSince).toISOString() } };

const OURS: Fault = { kind: 'internal', message: 'Something went wrong in Sluice itself; the log knows more' };

/** Links into the console are told whether it is there or not; what they are for can be done without it. */
const BY_API: Readonly<Record<string, string>> = { '/setup': 'setup', '/invite': 'invites/accept' };

function withoutConsole({ path }: Request, response: Response): void {
  const instead = BY_API[path];
  const cure =
    instead === undefined
      ? ''
      : `. Without it, send the token of this link to POST /v1/admin/${instead}, with a password (docs/admin.md, People)`;
  const why = 'The console was not built with this gateway: build it with npm run build, or install the published package';
  sendFault(response, { kind: 'not_found', message: `${why}${cure}`, code: 'console_not_built' });
}

/** A person with a browser wants the console; a client wants to know that somebody is here. */
function greet(request: Request, response: Response): void {
  if (request.headers.accept?.includes('text/html')) response.redirect('/console');
  else response.type('text/plain').send('AI Gateway says hey!');
}

function sendFault(response: Response, fault: Fault, body: (fault: Fault) => Record<string, unknown> = errorBody): void {
  const trace = ownHeader(response.req.headers, 'trace-id') ?? randomUUID();
  response.status(FAULTS[fault.kind].status).set('x-portkey-trace-id', trace).set('x-should-retry', 'false').json(body(fault));
}
