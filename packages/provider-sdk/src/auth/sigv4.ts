import { createHash, createHmac } from 'node:crypto';
import type { WireRequest } from '../wire.ts';

/** A key pair of AWS's, and the token that goes with one that was lent for a time. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Goes with a key pair that was lent for a time, and is sent along. Not given: the pair is a lasting one. */
  readonly sessionToken?: string | undefined;
}

/** What a signature is made with, besides the request. */
export interface SigV4 extends AwsCredentials {
  /** The service as AWS signs for it: `bedrock`, `sts`, `sagemaker`. */
  readonly service: string;
  /** Where the service is called: `us-east-1`. */
  readonly region: string;
  /** Milliseconds since 1970; AWS takes five minutes to either side of its own clock. */
  readonly nowMs: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Signs a request with AWS's Signature Version 4. Of its headers those are signed that AWS asks for: the host, the content
 * type and all that begin with `x-amz-`; others may be added or lost on the way.
 * Source: AWS IAM user guide, "Create a signed AWS API request", 2026; its test vectors are in the test.
 */
export function sigV4(request: WireRequest, { service, region, nowMs, accessKeyId, secretAccessKey, sessionToken }: SigV4): WireRequest {
  const time = new Date(nowMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers = {
    ...request.headers,
    'x-amz-date': time,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
  };
  const { signed, text } = canonicalRequest({ ...request, headers });
  const key = [time.slice(0, 8), region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, [ALGORITHM, time, scope, sha256(text)].join('\n')).toString('hex');
  const authorization = `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  return { ...request, headers: { ...headers, authorization } };
}

/** The one form of a request that both sides hash. */
export function canonicalRequest({ method, url, headers, body }: WireRequest): { readonly signed: string; readonly text: string } {
  const { host, pathname, search } = new URL(url);
  const signed: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries({ ...headers, host })
      .filter(([name]) => name === 'host' || name === 'content-type' || name.startsWith('x-amz-'))
      .map(([name, value]) => [name, value.trim().replace(/\s+/g, ' ')] as const)
      .sort(byName),
  );
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  // A body that is not known beforehand cannot be signed here: nothing that is signed so is streamed through.
  const text = [method, canonicalPath(pathname), canonicalQuery(search), lines.join(''), names, sha256(body ?? '')].join('\n');
  return { signed: names, text };
}

/** A path is encoded once on the wire and twice in the signature, everywhere but at S3. */
const canonicalPath = (pathname: string) =>
  pathname
    .replace(/\/{2,}/g, '/')
    .split('/')
    .map(encode)
    .join('/');

function canonicalQuery(search: string): string {
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [encode(decode(name)), encode(decode(value.join('=')))] as const;
    });
  return pairs
    .sort((one, other) => byName(one, other) || (one[1] < other[1] ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** By bytes, as AWS sorts, and not by what a language finds alphabetical. */
const byName = ([one]: readonly [string, string], [other]: readonly [string, string]) => (one < other ? -1 : one > other ? 1 : 0);

/** As RFC 3986 has it; JavaScript's own function leaves five characters more. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return text;
  }
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
