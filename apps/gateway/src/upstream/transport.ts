import type { Departure, Transport, UpstreamReply, UpstreamRequest } from '@sluice/core';
import { Axios, type AxiosAdapter } from 'axios';
import type { Dispatcher } from 'undici';
import { askLocally } from './local-exchange.ts';
import { Pools } from './pools.ts';
import { SocketExchange } from './socket-exchange.ts';

/** What goes through axios: an instance of a class, because axios copies plain objects, bodies and all. */
class Sending {
  readonly request: UpstreamRequest;
  readonly departure: Departure;

  constructor(request: UpstreamRequest, departure: Departure) {
    this.request = request;
    this.departure = departure;
  }
}

/** The way out: axios in front, undici's connections underneath. The only file that knows axios. */
export function createTransport(): { readonly transport: Transport; readonly close: () => Promise<void> } {
  const pools = new Pools();

  const adapter: AxiosAdapter = async (config) => {
    const { request, departure } = config.data as Sending;
    const reply = request.answer ? await askLocally(request, departure) : await dispatch(pools, request, departure);
    return { data: reply, status: reply.status, statusText: '', headers: {}, config, request: null };
  };

  // The bare class, not `axios.create`: no defaults to merge, no transforms to walk, no redirects to follow.
  // A status is an answer here; only silence is an error.
  const client = new Axios({ adapter });

  return {
    transport: async (request, departure) => {
      // Axios merges what it is given member by member, so it is given one.
      const { data } = await client.request<UpstreamReply>({ data: new Sending(request, departure) });
      return data;
    },
    close: () => pools.destroy(),
  };
}

function dispatch(pools: Pools, request: UpstreamRequest, departure: Departure): Promise<UpstreamReply> {
  return new Promise((resolve, reject) => {
    const { url, method, headers, body, upgrade, guarded, connectTimeoutMs } = request;
    const pathStart = url.indexOf('/', url.indexOf('://') + 3);
    const origin = pathStart < 0 ? url : url.slice(0, pathStart);
    const path = pathStart < 0 ? '/' : url.slice(pathStart);
    const { pool, connections } = pools.for(origin, guarded, connectTimeoutMs);
    const exchange = new SocketExchange({ request, departure, connections }, resolve, reject);
    pool.dispatch(
      {
        origin,
        path,
        method: method as Dispatcher.HttpMethod,
        headers: flat(headers),
        body: body ?? null,
        upgrade: upgrade ? 'websocket' : null,
      },
      exchange,
    );
  });
}

/** As undici takes them without looking at them again. */
function flat(headers: Readonly<Record<string, string>>): string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name]!);
  return list;
}
