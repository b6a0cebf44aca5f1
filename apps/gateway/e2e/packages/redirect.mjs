// Loaded before an example: whatever it asks for goes to the stand-in, by the path that the provider itself would see.
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const { origin, host, pathname, search } = new URL(request.url);
  process.stderr.write(`asked ${origin}\n`);
  const redirected = new Request(new URL(pathname + search, process.env.STAND_IN), request);
  // A signature may be over the name of the host, which `fetch` lets nobody set.
  redirected.headers.set('x-meant-host', host);
  return fetch(redirected);
};
