import { SettingsError, type Environment } from '../settings/environment.ts';
import type { Arguments } from './arguments.ts';

export type Body = Readonly<Record<string, unknown>>;

/** What a gateway answers. */
export interface Answer {
  readonly status: number;
  readonly body: Body;
}

/** A gateway that runs, asked over its API. */
export interface GatewayClient {
  /** @param path Below `/v1`. @throws SettingsError where nobody answers. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The same where a refusal is the end. @throws SettingsError with the gateway's words. */
  done(method: string, path: string, body?: unknown): Promise<Body>;
  /** Bytes that are no JSON, as they come. @throws SettingsError as `done` does. */
  bytes(path: string): Promise<ReadableStream<Uint8Array>>;
  /** Everything of a list, page by page. @throws SettingsError as `done` does. */
  all(path: string, query?: Readonly<Record<string, string>>): Promise<readonly Body[]>;
}

const PAGE = 100;

/** The gateway that the options name, else the one of this machine. */
export function gatewayClient({ url, key }: Arguments['options'], environment: Environment = process.env): GatewayClient {
  const base = String(url ?? `http://127.0.0.1:${environment['PORT'] ?? 8787}`).replace(/\/+$/, '');
  if (!URL.canParse(base)) throw new SettingsError('--url', `"${base}" is not an address such as http://127.0.0.1:8787`);
  const token = key ?? environment['SLUICE_API_KEY'] ?? environment['SLUICE_ADMIN_KEY'];

  const reach = async (method: string, path: string, body?: unknown): Promise<Response> => {
    try {
      return await fetch(`${base}/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(token !== undefined && { 'x-portkey-api-key': String(token) }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      const reason = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
      throw new SettingsError('--url', `no gateway answers at ${base} (${reason}): start one, or name its address`);
    }
  };
  const read = async (response: Response): Promise<Answer> => {
    const answer: unknown = await response.json().catch(() => undefined);
    if (typeof answer !== 'object' || answer === null) throw new SettingsError('--url', `what answers at ${base} is no Sluice gateway`);
    return { status: response.status, body: answer as Body };
  };
  const ask: GatewayClient['ask'] = async (method, path, body) => read(await reach(method, path, body));

  const done: GatewayClient['done'] = async (method, path, body) => {
    const { status, body: answer } = await ask(method, path, body);
    if (status < 300) return answer;
    throw new SettingsError(`the gateway answered ${status}`, messageOf(answer));
  };

  return {
    ask,
    done,
    async bytes(path) {
      const response = await reach('GET', path);
      if (response.ok && response.body) return response.body;
      throw new SettingsError(`the gateway answered ${response.status}`, messageOf((await read(response)).body));
    },
    async all(path, query = {}) {
      const found: Body[] = [];
      for (let page = 0; ; page++) {
        const asked = new URLSearchParams({ ...query, current_page: String(page), page_size: String(PAGE) });
        const { data, total } = (await done('GET', `${path}?${asked.toString()}`)) as { data: readonly Body[]; total?: number };
        found.push(...data);
        if (data.length < PAGE || found.length >= (total ?? Infinity)) return found;
      }
    },
  };
}

/** Why a gateway refused, in its own words. */
export const messageOf = ({ message }: Body): string => (typeof message === 'string' ? message : 'without a reason');
