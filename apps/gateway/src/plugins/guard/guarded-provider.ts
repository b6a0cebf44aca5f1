import {
  frozen,
  type AuthTools,
  type Fault,
  type FaultError,
  type LocalAnswer,
  type ModelChoice,
  type Operation,
  type OperationName,
  type Operations,
  type ProviderAdapter,
  type Remembered,
  type Served,
} from '@sluice/provider-sdk';
import { LRUCache } from 'lru-cache';
import { checkedAnswer, checkedPiece, checkedRequest, Garbage, membersOf, shown, type Pieces } from './checked-wire.ts';
import { guardedOperation, type Guard } from './guarded-operation.ts';
import { plainCopy } from './plain-copy.ts';
import { readFault } from './read-fault.ts';
import type { Watch } from './watch.ts';

/** Answers that depend on nothing but what was asked are kept for so many who ask the same. */
const MOST_KEPT = 1000;

type Values = Readonly<Record<string, string | undefined>>;

/**
 * A plugin's provider as the gateway calls it: what throws, hangs, floods or lies in it is a fault of the one request that
 * called it, it is lent its own settings and its own tokens, and what it is given it cannot change.
 */
export function guardedProvider(provider: ProviderAdapter, watch: Watch): ProviderAdapter {
  const secretNames = Object.keys(provider.fields).filter((name) => provider.fields[name]!.type === 'secret');
  const secretsIn: Guard['secretsIn'] = (settings) => secretNames.map((name) => settings[name]).filter((value) => value !== undefined);
  const guard: Guard = { watch, secretsIn };
  const bySettings = <T extends {} | null>(where: string, read: (settings: Values) => T) =>
    keptBy((settings: Values) => watch.call(where, secretsIn(settings), () => read(Object.freeze({ ...settings }))));

  return {
    ...provider,
    operations: guardedOperations(provider.operations, guard),
    baseURL: nullAsUndefined(bySettings('baseURL', (settings) => baseOf(provider.baseURL(settings as never)))),
    borrowsIdentity: bySettings('borrowsIdentity', (settings) => provider.borrowsIdentity(settings as never) === true),
    authorize: (request, settings, tools) => {
      // The bytes may be the caller's own, which another target is sent as well.
      const copy = { ...request, headers: { ...request.headers }, body: request.body && Buffer.from(request.body) };
      return watch.promised(
        'authorize',
        secretsIn(settings),
        () => provider.authorize(copy, Object.freeze({ ...settings }), ownTools(provider.id, tools, watch)),
        checkedRequest,
      );
    },
    readFault:
      provider.readFault &&
      ((failure) => watch.call('readFault', [], () => faultOf(provider.readFault!({ ...failure, body: frozen(failure.body) })))),
    answer:
      provider.answer &&
      // How long an answer may take is for the deadlines of the request to say.
      (async (request, signal) =>
        watchedAnswer(
          await watch.awaited('answer', [], () => provider.answer!({ ...request, headers: { ...request.headers } }, signal), checkedAnswer),
          watch,
        )),
  };
}

function faultOf(given: unknown): Fault {
  const read = readFault(plainCopy(given));
  if (typeof read === 'string') throw new Garbage(read);
  return read;
}

function guardedOperations(operations: Operations, guard: Guard): Operations {
  const guarded = Object.entries(operations).map(([name, served]: [string, Served]) => [name, guardedService(name, served, guard)]);
  return Object.fromEntries(guarded) as Operations;
}

function guardedService(name: string, served: Served, guard: Guard): Served {
  if (!('choose' in served)) return guardedOperation(name, served, guard);
  const choose = keptBy((model: string | undefined): Operation | null =>
    guard.watch.call(`${name}.choose`, [], () => {
      const chosen = chosenBy(served, model);
      return chosen === undefined ? null : guardedOperation(name, chosen, guard);
    }),
  );
  return {
    choose(model) {
      try {
        return choose(model) ?? undefined;
      } catch (error) {
        return failing(name as OperationName, error as FaultError);
      }
    },
  };
}

function chosenBy(served: ModelChoice, model: string | undefined): Operation | undefined {
  const chosen = served.choose(model);
  if (chosen === undefined) return undefined;
  if (typeof (chosen as Partial<Operation> | null)?.dialect === 'string') return { ...chosen };
  throw new Garbage(`it chose ${shown(chosen)} in place of an operation`);
}

/** Who is asked for an operation may be deciding among many providers: what went wrong is told to the one who really calls it. */
function failing(name: OperationName, error: FaultError): Operation {
  const fail = (): never => {
    throw error;
  };
  const dialect = name === 'chat' || name === 'completions' || name === 'embeddings' ? (`openai-${name}` as const) : 'openai-chat';
  return { dialect, codec: { request: fail, reply: fail } };
}

const baseOf = (given: unknown): string | null => {
  if (given === undefined) return null;
  if (typeof given === 'string' && URL.canParse(given) && /^https?:/.test(given)) return given.replace(/\/+$/, '');
  throw new Garbage(`it gave ${shown(given)}, which is no http or https address`);
};

/** Tokens are remembered by name, and another plugin's name for its own may be the same. */
function ownTools(id: string, tools: AuthTools, watch: Watch): AuthTools {
  return {
    now: tools.now,
    send: tools.send,
    remember: <T>(name: string, load: () => Promise<Remembered<T>>) =>
      tools.remember(`${id} ${String(name)}`, async () => watch.promised('authorize', [], load, rememberedOf<T>)),
  };
}

/** A token is data: what else might be remembered could not be handed on without calling the plugin. */
function rememberedOf<T>(given: unknown): Remembered<T> {
  const { value, expiresAtMs } = membersOf(given, 'something to remember');
  if (typeof expiresAtMs !== 'number') throw new Garbage('it has something remembered that does not say when it expires ("expiresAtMs")');
  return { value: plainCopy(value) as T, expiresAtMs };
}

const watchedAnswer = ({ status, headers, body }: ReturnType<typeof checkedAnswer>, watch: Watch): LocalAnswer => ({
  status,
  headers,
  body: body instanceof Uint8Array ? body : watchedPieces(body, watch),
});

async function* watchedPieces({ next, leave }: Pieces, watch: Watch): AsyncIterable<Uint8Array> {
  let left = false;
  try {
    for (;;) {
      const piece = await watch.awaited('answer', [], next, checkedPiece);
      if (piece === undefined) break;
      yield piece;
    }
    left = true;
  } catch (error) {
    left = true;
    throw error;
  } finally {
    if (!left) leaveQuietly(leave, watch);
  }
}

/** Whoever leaves early lets go of it; what goes wrong then is nobody's any more. */
function leaveQuietly(leave: Pieces['leave'], watch: Watch): void {
  try {
    void Promise.resolve(watch.awaited('answer', [], leave, () => undefined)).catch(() => {});
  } catch {
    // The same, said at once.
  }
}

/** A pure function whose answers are kept, by what it was asked. */
function keptBy<Asked, T extends {} | null>(ask: (asked: Asked) => T): (asked: Asked) => T {
  const kept = new LRUCache<string, { readonly answer: T }>({ max: MOST_KEPT });
  return (asked) => {
    const name = JSON.stringify(asked) ?? '';
    const known = kept.get(name);
    if (known) return known.answer;
    const answer = ask(asked);
    kept.set(name, { answer });
    return answer;
  };
}

const nullAsUndefined =
  <Asked, T>(ask: (asked: Asked) => T | null) =>
  (asked: Asked): T | undefined =>
    ask(asked) ?? undefined;
