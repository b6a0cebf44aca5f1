import { FaultError } from '@sluice/provider-sdk';

/** Hugging Face's own domains, where dedicated endpoints and spaces run. Source: huggingface.co/docs/inference-endpoints, as of 2026-11. */
const DOMAINS = /(?:^|\.)(?:huggingface\.co|huggingface\.cloud|hf\.co|hf\.space)$/;

/** The address of a dedicated endpoint; any other host is for `x-portkey-custom-host`, which is checked. */
export function ownEndpoint(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' && DOMAINS.test(parsed.hostname)) return url.replace(/[?#].*$/, '').replace(/\/+$/, '');
  throw new FaultError({
    kind: 'invalid_request',
    message: 'huggingface-base-url: must be an https address of Hugging Face; send any other in x-portkey-custom-host',
    param: 'huggingface-base-url',
    code: 'invalid_value',
  });
}
