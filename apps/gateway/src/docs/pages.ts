import express, { type RequestHandler } from 'express';
import { DOCS_UI_FOLDER } from '../docs-ui-folder.ts';

/** Nothing from elsewhere and nothing inline: the page holds keys while somebody tries a call on it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Sluice API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="swagger-ui-bundle.js"></script>
    <script src="start-page.js"></script>
  </body>
</html>
`;

/** A file of its own, because the policy lets nothing inline run. Without a word on `validatorUrl` the page would ask a server on the internet. */
const START = "SwaggerUIBundle({ url: '../openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n";

const pages = express.Router();

pages.use((_request, response, next) => {
  response.set({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  next();
});

pages.get('/', (request, response) => {
  // Without the slash the browser would look for the page's files one floor up.
  if (/^[^?]*\/(?:\?|$)/.test(request.originalUrl)) response.type('html').send(PAGE);
  else response.redirect(308, 'docs/');
});

pages.get('/start-page.js', (_request, response) => void response.type('js').send(START));

pages.use(express.static(DOCS_UI_FOLDER, { index: false, redirect: false }));

/** The documentation of the API, with Swagger UI from our own host. */
export const docsPages: RequestHandler = pages;
