import { FaultError, type AuthTools } from '@sluice/provider-sdk';
import { clientCredentialsToken, rememberedToken } from '@sluice/provider-sdk/auth';
import { isAzureHost } from './hosts.ts';

/** What `azure-…` headers, a config or a virtual key say of the caller's standing with Entra. */
export interface Identity {
  readonly adToken?: string | undefined;
  readonly authMode?: string | undefined;
  readonly entraTenantId?: string | undefined;
  readonly entraClientId?: string | undefined;
  readonly entraClientSecret?: string | undefined;
  readonly entraScope?: string | undefined;
  readonly managedClientId?: string | undefined;
}

const RESOURCE = 'https://cognitiveservices.azure.com';

/**
 * The Entra token that a request is to carry, where it is not to carry a key.
 *
 * @param url Where the token will go.
 */
export async function entraToken(identity: Identity, hasKey: boolean, url: string, tools: AuthTools): Promise<string | undefined> {
  if (identity.adToken !== undefined) return identity.adToken.replace(/^Bearer /, '');
  switch (identity.authMode) {
    case undefined:
      return hasKey || identity.entraClientSecret === undefined ? undefined : ofClient(identity, tools);
    case 'apiKey':
      return undefined;
    case 'entra':
      return ofClient(identity, tools);
    case 'managed':
      return ofMachine(identity.managedClientId, url, tools);
    case 'workload':
      throw refused('workload', 'workload identity is not built: it reads files of the machine. Use entra or managed');
    default:
      throw refused(identity.authMode, 'must be apiKey, entra or managed');
  }
}

const refused = (mode: string, why: string) =>
  new FaultError({
    kind: 'invalid_request',
    message: `azure-auth-mode "${mode}": ${why}`,
    param: 'azure-auth-mode',
    code: 'invalid_value',
  });

/** Source: Microsoft identity platform, client credentials flow, 2026. */
function ofClient(
  { entraTenantId: tenant, entraClientId: clientId, entraClientSecret: clientSecret, entraScope }: Identity,
  tools: AuthTools,
) {
  if (tenant === undefined || clientId === undefined || clientSecret === undefined) {
    throw refused('entra', 'needs azure-entra-tenant-id, azure-entra-client-id and azure-entra-client-secret');
  }
  const tokenURL = `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
  return clientCredentialsToken({ tokenURL, clientId, clientSecret, scope: entraScope ?? `${RESOURCE}/.default` }, tools);
}

/** The machine's own identity, which only Azure's machines have. Source: Azure instance metadata service, 2018-02-01. */
function ofMachine(clientId: string | undefined, url: string, tools: AuthTools) {
  // The machine's standing is the operator's, and whoever chose the host may be somebody else.
  if (!isAzureHost(url)) throw refused('managed', 'the token of the machine goes to hosts of Azure only');
  const query = new URLSearchParams({
    'api-version': '2018-02-01',
    resource: `${RESOURCE}/`,
    ...(clientId !== undefined && { client_id: clientId }),
  });
  const request = {
    method: 'GET',
    url: `http://169.254.169.254/metadata/identity/oauth2/token?${query.toString()}`,
    headers: { metadata: 'true', accept: 'application/json' },
    body: undefined,
  };
  return rememberedToken(JSON.stringify(['managed', clientId]), request, tools);
}
