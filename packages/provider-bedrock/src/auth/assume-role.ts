import { createHash } from 'node:crypto';
import { FaultError, faultKindFor, type AuthTools, type Remembered, type Settings, type WireResponse } from '@sluice/provider-sdk';
import { sigV4, type AwsCredentials } from '@sluice/provider-sdk/auth';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { regionOf, serviceURL } from '../address.ts';
import type { BedrockFields } from '../fields.ts';

/** Shown in the account's own logs as the session that asked. */
const SESSION_NAME = 'sluice';

/** A lent key is not used in its last minutes: the request that it signs may be on its way for a while. */
const MARGIN_MS = 300_000;

/**
 * The key pair that AWS lends for a role, kept until shortly before it expires.
 * Source: AWS STS API reference, AssumeRole (2011-06-15), read 2026-11.
 */
export function assumeRole(own: AwsCredentials, settings: Settings<BedrockFields>, tools: AuthTools): Promise<AwsCredentials> {
  const { roleArn, externalId } = settings;
  if (roleArn === undefined || roleArn === '') {
    throw new FaultError({ kind: 'invalid_request', message: 'aws_role_arn: must name the role to assume', param: 'aws_role_arn' });
  }
  const region = regionOf(settings);
  const asked = JSON.stringify([region, roleArn, externalId, own.accessKeyId, own.secretAccessKey, own.sessionToken]);
  // The name holds all that the answer depends on, secrets among it, and so only their hash.
  const name = `aws-role-${createHash('sha256').update(asked).digest('hex')}`;
  return tools.remember(name, async () => {
    const url = `${serviceURL('sts', region)}/`;
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const query = new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: SESSION_NAME });
    if (externalId !== undefined && externalId !== '') query.set('ExternalId', externalId);
    const request = { method: 'POST', url, headers, body: Buffer.from(query.toString()) };
    return lent(await tools.send(sigV4(request, { ...own, service: 'sts', region, nowMs: tools.now() })));
  });
}

/** Reads the answer, which is XML to those who do not get the JSON they ask for. */
function lent({ status, body }: WireResponse): Remembered<AwsCredentials> {
  const text = Buffer.from(body).toString();
  const said = reader(text);
  if (status < 200 || status > 299) {
    const kind = status === 400 || status === 403 ? 'credential_refused' : faultKindFor(status);
    throw new FaultError({ kind, message: `AWS did not lend the role: ${said('Message') ?? `status ${status}`}`, type: said('Code') });
  }
  const [accessKeyId, secretAccessKey, sessionToken] = [said('AccessKeyId'), said('SecretAccessKey'), said('SessionToken')];
  const expiresAtMs = expiryIn(said('Expiration'));
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined || Number.isNaN(expiresAtMs)) {
    throw new FaultError({ kind: 'unreadable_reply', message: 'AWS lent the role in words that cannot be read' });
  }
  return { value: { accessKeyId, secretAccessKey, sessionToken }, expiresAtMs: expiresAtMs - MARGIN_MS };
}

/** In JSON the time is told in seconds, in XML as a date. */
const expiryIn = (text: string | undefined) =>
  text !== undefined && /^[\d.eE+]+$/.test(text) ? Number(text) * 1000 : Date.parse(text ?? '');

/** Finds a member by its name, at whatever depth the two forms have it. */
function reader(text: string): (name: string) => string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return (name) => unescaped(new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]);
  }
  return (name) => find(json, name);
}

function find(value: unknown, name: string): string | undefined {
  const members = jsonIn(value);
  if (!members) return undefined;
  const own = members[name];
  if (typeof own === 'number') return String(own);
  return textIn(own) ?? Object.values(members).reduce<string | undefined>((found, each) => found ?? find(each, name), undefined);
}

const unescaped = (text: string | undefined) =>
  text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
