import { badRequest } from '@sluice/provider-sdk/chat';

/** Where nobody names a region. */
const REGION = 'us-east-1';

/**
 * The region of a call.
 *
 * @throws FaultError where it is none: it becomes part of a host, and a host of the caller's making would be sent the key.
 */
export function regionOf({ region = REGION }: { readonly region?: string | undefined }): string {
  if (/^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/.test(region)) return region;
  throw badRequest('aws_region', `"${region}" is no region of AWS`);
}

/** One of AWS's services in a region. China has a domain of its own (AWS General Reference, 2026). */
export const serviceURL = (service: string, region: string) =>
  `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

/** The path of what a model is asked for. Ids hold `:`, and ARNs `/` too. */
export function modelPath(model: string | undefined, action: string): string {
  if (model === undefined || model === '') throw badRequest('model', 'must be the id, the inference profile or the ARN of a model');
  return `/model/${encodeURIComponent(model)}/${action}`;
}
