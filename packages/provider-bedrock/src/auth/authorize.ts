import { FaultError, type AuthTools, type Settings, type WireRequest } from '@sluice/provider-sdk';
import { bearer, sigV4, type AwsCredentials } from '@sluice/provider-sdk/auth';
import { regionOf } from '../address.ts';
import type { BedrockFields } from '../fields.ts';
import { assumeRole } from './assume-role.ts';

/**
 * Signs with the key pair where there is one, as itself or as a role, and sends the API key where there is none. With both
 * the pair wins: clients of OpenAI's kind always bring some API key along.
 */
export async function authorize(request: WireRequest, settings: Settings<BedrockFields>, tools: AuthTools): Promise<WireRequest> {
  const credentials = pairOf(settings);
  const { authType, apiKey } = settings;
  if (authType === 'assumedRole') {
    return signed(
      request,
      await assumeRole(credentials ?? missing('an AWS key pair to assume the role with'), settings, tools),
      settings,
      tools,
    );
  }
  if (credentials && authType !== 'apiKey') return signed(request, credentials, settings, tools);
  if (apiKey === undefined) missing('a Bedrock API key, or aws_access_key_id and aws_secret_access_key');
  return bearer('apiKey')(request, settings);
}

function pairOf({ accessKeyId, secretAccessKey, sessionToken }: Settings<BedrockFields>): AwsCredentials | undefined {
  return accessKeyId === undefined || secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey, sessionToken };
}

/** Signs the bytes that leave. An `Authorization` that came along is replaced. */
const signed = (request: WireRequest, credentials: AwsCredentials, settings: Settings<BedrockFields>, { now }: AuthTools) =>
  sigV4(request, { ...credentials, service: 'bedrock', region: regionOf(settings), nowMs: now() });

function missing(what: string): never {
  throw new FaultError({ kind: 'unauthenticated', message: `Amazon Bedrock needs ${what}` });
}
