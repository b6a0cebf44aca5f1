import { createHash, createHmac } from 'node:crypto';
import type { Asked } from '../wire-format.ts';

/** A key pair that the stand-in knows. */
export interface KeyPair {
  readonly id: string;
  readonly secret: string;
  readonly region: string;
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest();

/** Whether a request is signed with the key, by AWS's Signature Version 4, over what came over the wire. Source: AWS, IAM user guide, 2026. */
export function isSigned({ method, url, headers, bytes }: Asked, { id, secret, region }: KeyPair): boolean {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/bedrock\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    );
  const date = headers['x-amz-date'] ?? '';
  if (!given || given[1] !== id || given[3] !== region || !date.startsWith(given[2]!)) return false;
  const names = given[4]!.split(';');
  if (!names.includes('host') || !names.includes('x-amz-date')) return false;
  const [path = '', query = ''] = url.split('?');
  // Every service but S3 escapes a path that is escaped already.
  const canonicalPath = path.split('/').map(encodeURIComponent).join('/');
  const canonical = [
    method,
    canonicalPath,
    query,
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim()}`),
    '',
    given[4]!,
    sha256(bytes),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, `${given[2]!}/${region}/bedrock/aws4_request`, sha256(canonical)].join('\n');
  const key = [region, 'bedrock', 'aws4_request'].reduce<Buffer>((last, step) => hmac(last, step), hmac(`AWS4${secret}`, given[2]!));
  return hmac(key, toSign).toString('hex') === given[5];
}
