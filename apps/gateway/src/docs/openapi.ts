import { bodies } from './api/bodies.ts';
import { dataPlane } from './api/data-plane.ts';
import { ownAddresses, unbuiltAddresses } from './api/own-addresses.ts';
import { parameters, securitySchemes } from './api/request-headers.ts';
import { replyHeaders } from './api/reply-headers.ts';
import { replies } from './api/replies.ts';

const DESCRIPTION = `One address for many providers, in OpenAI's language. Name the provider in \`x-portkey-provider\` and send its key in
\`Authorization\`, or let the gateway supply a stored one. Every request header \`x-portkey-NAME\` may be spelled \`x-sluice-NAME\`.

A body is described by the members that Sluice acts on. Any other member goes to the provider as it came, and a reply in the
provider's own dialect comes back byte for byte.`;

/** The API as an OpenAPI document. */
export const openApi = (version: string) => ({
  openapi: '3.1.0',
  info: { title: 'Sluice', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
  servers: [{ url: '/', description: 'This gateway' }],
  security: [{}, { sluiceKey: [] }, { providerCredential: [] }, { sluiceKey: [], providerCredential: [] }],
  tags: [
    { name: 'Data plane', description: 'Calls that go to a provider' },
    { name: 'Gateway', description: 'What the gateway says of itself' },
    {
      name: 'Not built yet',
      description: 'Addresses that belong to the gateway and answer 501 in this version. They never go to a provider.',
    },
  ],
  paths: { ...dataPlane, ...ownAddresses, ...unbuiltAddresses },
  components: { securitySchemes, parameters, headers: replyHeaders, schemas: bodies, responses: replies },
});
