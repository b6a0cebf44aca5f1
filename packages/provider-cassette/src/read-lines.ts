import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { FORMAT, type Exchange } from './cassette.ts';

/**
 * The exchanges in one file. A last line that a crash has cut is left out.
 *
 * @throws Error for a file that is no cassette, or of a version that is not known here.
 */
export async function readLines(file: string): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  let number = 0;
  let unread: string | undefined;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number++;
    if (unread !== undefined) throw new Error(unread);
    if (number > 1 && line.trim() === '') continue;
    const value = parsed(line);
    if (number === 1) requireHead(file, value);
    else if (isExchange(value)) exchanges.push(value);
    else unread = `${file}:${number} is no exchange of a cassette`;
  }
  if (number === 0) throw new Error(`${file} is empty, and no cassette`);
  return exchanges;
}

function requireHead(file: string, head: unknown): void {
  const version = typeof head === 'object' && head !== null ? (head as { cassette?: unknown }).cassette : undefined;
  if (version === undefined) throw new Error(`${file} is no cassette: its first line has no {"cassette":${FORMAT}}`);
  if (version !== FORMAT) throw new Error(`${file} is a cassette of version ${JSON.stringify(version)}; version ${FORMAT} is read here`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // What that means depends on where the line stands.
    return undefined;
  }
}

function isExchange(value: unknown): value is Exchange {
  const { request, response } = (value ?? {}) as Partial<Exchange>;
  return (
    typeof request?.method === 'string' &&
    typeof request.path === 'string' &&
    Number.isInteger(response?.status) &&
    typeof response?.headers === 'object' &&
    response.headers !== null &&
    Number.isFinite(response.ms) &&
    Array.isArray(response.chunks) &&
    response.chunks.every(isChunk)
  );
}

const isChunk = (chunk: unknown): boolean =>
  Array.isArray(chunk) &&
  Number.isFinite(chunk[0]) &&
  (typeof chunk[1] === 'string' || typeof (chunk[1] as { base64?: unknown } | null)?.base64 === 'string');
