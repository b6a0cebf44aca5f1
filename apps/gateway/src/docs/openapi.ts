import type { AdminRoute } from '../admin/route.ts';
import { adminPaths, adminTags } from './api/admin/admin-api.ts';
import { adminHeaders, adminParameters, adminRefusals, adminSchemas } from './api/admin/refusals.ts';
import { bodies } from './api/bodies.ts';
import { dataPlane } from './api/data-plane.ts';
import { ownAddresses, unbuiltAddresses } from './api/own-addresses.ts';
import { promptCalls } from './api/prompt-calls.ts';
import { parameters, securitySchemes } from './api/request-headers.ts';
import { replyHeaders } from './api/reply-headers.ts';
import { replies } from './api/replies.ts';

const DESCRIPTION = `One address for many providers, in OpenAI's language. Name the provider in \`x-portkey-provider\` and send its key in
\`Authorization\`, or let the gateway supply a stored one. Every request header \`x-portkey-NAME\` may be spelled \`x-sluice-NAME\`.

A body is described by the members that Sluice acts on. Any other member goes to the provider as it came, and a reply in the
provider's own dialect comes back byte for byte.

The admin API manages what is stored. Members at the top of its bodies may be spelled in camelCase; one that is not named here is
refused. \`x-scopes\` of an operation are those of which a key needs one.`;

/** The API as an OpenAPI document. The admin API is told as it is declared: its schemas are those that requests are checked with. */
export const openApi = async (version: string, routes: readonly AdminRoute[]) => ({
  openapi: '3.1.0',
  info: { title: 'Sluice', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
  servers: [{ url: '/', description: 'This gateway' }],
  security: [{}, { sluiceKey: [] }, { providerCredential: [] }, { sluiceKey: [], providerCredential: [] }, { session: [] }],
  tags: [
    { name: 'Data plane', description: 'Calls that go to a provider' },
    { name: 'Stored prompts', description: 'Calls that a stored prompt makes; they go to a provider' },
    { name: 'Gateway', description: 'What the gateway says of itself' },
    ...adminTags(routes),
    {
      name: 'Not built yet',
      description: 'Addresses that belong to the gateway and answer 501 in this version. They never go to a provider.',
    },
  ],
  paths: { ...dataPlane, ...promptCalls, ...ownAddresses, ...(await adminPaths(routes)), ...unbuiltAddresses },
  components: {
    securitySchemes,
    parameters: { ...parameters, ...adminParameters },
    headers: { ...replyHeaders, ...adminHeaders },
    schemas: { ...bodies, ...adminSchemas },
    responses: { ...replies, ...adminRefusals },
  },
});
