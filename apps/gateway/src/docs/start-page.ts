/** What Swagger UI's bundle leaves on a page. Runs in a browser, and nowhere else. */
declare const SwaggerUIBundle: (options: Readonly<Record<string, unknown>>) => unknown;

SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  // It would otherwise ask a server on the internet whether the document is sound.
  validatorUrl: null,
});
