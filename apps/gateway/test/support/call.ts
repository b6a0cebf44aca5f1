import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body parsed; undefined where it is not JSON. */
  // oxlint-disable-next-line no-explicit-any -- a test reads whatever it expects
  readonly json: any;
  /** The connection broke before the body's end. */
  readonly cut: boolean;
}

export interface CallOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer | object;
}

/** A request of node's own client, which adds nothing to what a test says. An object is sent as JSON. */
export function call(url: string, { method, headers = {}, body }: CallOptions = {}): Promise<Reply> {
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    // Taken apart by hand: a URL object would mend the very addresses that some tests are about.
    const [, host, port, path] = /^http:\/\/(\[[^\]]+\]|[^:/]+):(\d+)(.*)$/.exec(url)!;
    const request = httpRequest({
      host: host!.replace(/^\[|\]$/g, ''),
      port,
      path: path || '/',
      method: method ?? (bytes ? 'POST' : 'GET'),
      headers: { ...(bytes && { 'content-type': 'application/json', 'content-length': bytes.length }), ...headers } as Record<
        string,
        string
      >,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      const finish = (cut: boolean) => {
        const all = Buffer.concat(chunks);
        const text = all.toString();
        resolve({ status: response.statusCode!, headers: response.headers, bytes: all, text, json: parsed(text), cut });
      };
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => finish(false));
      response.on('error', () => finish(true));
    });
    request.end(bytes);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const CHAT = { model: 'llama', messages: [{ role: 'user', content: 'What is the capital of France?' }] };
