import { FaultError } from '@sluice/provider-sdk';

/**
 * Where Azure's AI services answer, in the public cloud and the national ones. Others below azure.com, like a virtual
 * machine's, answer for whoever rents them. Source: Azure OpenAI, AI Foundry and Machine Learning documentation, 2026.
 */
const DOMAINS = /\.(?:openai|cognitiveservices|services\.ai|models\.ai|inference\.ai|inference\.ml)\.azure\.(?:com|us|cn)$/;

/** Whether an address is one of Azure's AI services. */
export function isAzureHost(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === 'https:' && DOMAINS.test(parsed.hostname);
}

const RESOURCE = /^[a-z0-9][a-z0-9-]*$/i;

/** A resource's address. A name with anything else in it would be another host. */
export function resourceURL(resource: string | undefined): string | undefined {
  if (resource === undefined) return undefined;
  if (!RESOURCE.test(resource)) throw refused('azure-resource-name', 'is the first word of the host, letters, digits and dashes');
  return `https://${resource}.openai.azure.com/openai`;
}

/** An address of Azure AI Foundry as it was given; any other host is for `x-portkey-custom-host`, which is checked. */
export function foundryURL(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (!isAzureHost(url))
    throw refused('azure-foundry-url', 'must be an https address of an AI service of Azure; send any other in x-portkey-custom-host');
  return url.replace(/[?#].*$/, '').replace(/\/+$/, '');
}

const refused = (param: string, why: string) =>
  new FaultError({ kind: 'invalid_request', message: `${param}: ${why}`, param, code: 'invalid_value' });
