import type { AskedRequest } from '../replies/reply-file.ts';

/** What a fetch was asked for; `undefined` where it goes elsewhere than the provider's own address, as for a token. */
export async function askedOf(request: Request, base: string): Promise<AskedRequest | undefined> {
  const { method, url } = request;
  const below = base.replace(/\/+$/, '');
  if (!url.startsWith(`${below}/`) && !url.startsWith(`${below}?`)) return undefined;
  return { method, path: url.slice(below.length), ...(await bodyOf(request.clone())) };
}

async function bodyOf(request: Request): Promise<Pick<AskedRequest, 'body' | 'encoding'>> {
  if (request.body === null) return {};
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return { body: await partsOf(request), encoding: 'form' };
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length === 0) return {};
  const text = textOf(bytes);
  if (text === undefined) return { body: base64Of(bytes), encoding: 'base64' };
  return { body: jsonOr(text) };
}

/** Parts by name, and not the bytes: the boundary between them is drawn by lot. */
async function partsOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const parts: Record<string, unknown> = {};
  for (const [name, part] of (await request.formData()) as unknown as Iterable<[string, string | File]>) {
    parts[name] =
      typeof part === 'string' ? part : { name: part.name, type: part.type, base64: base64Of(new Uint8Array(await part.arrayBuffer())) };
  }
  return parts;
}

/** The text that bytes are; undefined where they are none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Not text, which is all that was asked.
    return undefined;
  }
}

export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** JSON where nothing of it would be lost by writing it anew, else its text: a number of many digits is kept as it came. */
export function jsonOr(text: string): unknown {
  if (/\d{16}/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'))) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON, which is all that was asked.
    return text;
  }
}
