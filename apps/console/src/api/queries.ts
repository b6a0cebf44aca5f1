import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { ask, type Address, type Asked, type Reply } from './ask.ts';
import { Refused } from './refused.ts';

/** Within this a page that is opened again shows what it showed, and asks meanwhile. */
const FRESH_MS = 5_000;

/** Answers of the gateway, kept for as long as somebody looks. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    // Whoever is refused for want of a session is told so at once, wherever they are.
    queryCache: new QueryCache({
      onError: (error, { queryKey: [address] }) => {
        if (error instanceof Refused && error.status === 401 && address !== SESSION) void client.invalidateQueries({ queryKey: [SESSION] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // A refusal stays one; a gateway that is just starting may answer a moment later.
        retry: (count, error) => count < 1 && error instanceof Refused && (error.status === 0 || error.status === 503),
        refetchOnWindowFocus: true,
      },
    },
  });
  return client;
}

const SESSION = 'GET /v1/admin/session' satisfies Address;

/** How a question is kept and asked. */
export interface AskOptions {
  /** False: not yet. */
  readonly enabled?: boolean;
  /** Milliseconds from one asking to the next. */
  readonly every?: number;
  /** Shows the last answer to another question of its kind until this one's is there. */
  readonly keepLast?: boolean;
  /** Milliseconds for which an answer is good. */
  readonly freshFor?: number;
}

/** What the cache knows a question by. */
export const keyOf = <A extends Address>(address: A, asked: Asked<A>) => [address, asked] as const;

const question = <A extends Address>(address: A, asked: Asked<A>) => ({
  queryKey: keyOf(address, asked),
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (await ask(address, asked, signal)) ?? (null as Reply<A>),
});

/** Asks whose session this is, where nobody knows yet, while the page's own files are on their way. The page says what is wrong with the answer. */
export const askWhoEarly = (client: QueryClient): void => void client.prefetchQuery({ ...question(SESSION, {}), staleTime: Infinity });

/** The same for what a page shows. Behind the session: who has none is refused once, and not for everything by itself. */
export const askEarly = <A extends Address>(client: QueryClient, address: A, asked: Asked<A>): void =>
  void client.fetchQuery({ ...question(SESSION, {}), staleTime: Infinity }).then(
    () => client.prefetchQuery({ ...question(address, asked), staleTime: FRESH_MS }),
    () => undefined,
  );

/** Asks the admin API something, and again when something that it depends on was changed. */
export function useAsk<A extends Address>(address: A, asked: Asked<A>, options: AskOptions = {}): UseQueryResult<Reply<A>, Refused> {
  return useQuery<Reply<A>, Refused>({
    ...question(address, asked),
    ...(options.enabled !== undefined && { enabled: options.enabled }),
    ...(options.every !== undefined && { refetchInterval: options.every }),
    ...(options.keepLast && { placeholderData: keepPreviousData }),
    ...(options.freshFor !== undefined && { staleTime: options.freshFor }),
  });
}

/**
 * Changes something by the admin API. What `mutate` is to call afterwards is forgotten where its component is gone by then, and
 * what shows a thing that was removed is: there `mutateAsync` tells.
 *
 * @param touches Beginnings of the addresses whose answers it changes: `/v1/virtual-keys`.
 */
export function useChange<A extends Address>(address: A, touches: readonly string[]) {
  const client = useQueryClient();
  return useMutation<Reply<A>, Refused, Asked<A>>({
    mutationFn: (asked) => ask(address, asked),
    onSettled: () => forget(client, touches),
  });
}

/** Has what begins with one of these addresses asked anew. */
export const forget = (client: QueryClient, touches: readonly string[]): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey: [address] }) =>
      typeof address === 'string' && touches.some((path) => address.slice(address.indexOf(' ') + 1).startsWith(path)),
  });
