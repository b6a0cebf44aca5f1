import {
  frozen,
  type AuthTools,
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
import { checkedAnswer, checkedRequest, Garbage, shown } from './checked-wire.ts';
import { guardedOperation, type Guard } from './guarded-operation.ts';
import { isThenable, type Watch } from './watch.ts';

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
      const secrets = secretsIn(settings);
      // The bytes may be the caller's own, which another target is sent as well.
      const copy = { ...request, headers: { ...request.headers }, body: request.body && Buffer.from(request.body) };
      const given = watch.call('authorize', secrets, () => {
        const came: unknown = provider.authorize(copy, Object.freeze({ ...settings }), ownTools(provider.id, tools, watch));
        return isThenable(came) ? came : checkedRequest(came);
      });
      if (!isThenable(given)) return given;
      return watch.inTime('authorize', secrets, given).then((came) => watch.call('authorize', secrets, () => checkedRequest(came)));
    },
    readFault:
      provider.readFault &&
      ((failure) =>
        watch.call('readFault', [], () => watch.fault('readFault', [], provider.readFault!({ ...failure, body: frozen(failure.body) })))),
    answer:
      provider.answer &&
      ((request, signal) => {
        // How long an answer may take is for the deadlines of the request to say.
        const given = watch.call('answer', [], () => provider.answer!({ ...request, headers: { ...request.headers } }, signal));
        return Promise.resolve(given).then(
          (came) =>
            watchedAnswer(
              watch.call('answer', [], () => checkedAnswer(came)),
              watch,
            ),
          (error: unknown) =>
            watch.call('answer', [], (): never => {
              throw error;
            }),
        );
      }),
  };
}

function guardedOperations(operations: Operations, guard: Guard): Operations {
  const guarded = Object.entries(operations).map(([name, served]: [string, Served]) => [name, guardedService(name, served, guard)]);
  return Object.fromEntries(guarded) as Operations;
}

function guardedService(name: string, served: Served, guard: Guard): Served {
  if (!('choose' in served)) return guardedOperation(name, served, guard);
  const choose = keptBy((model: string | undefined): Operation | null => {
    const chosen = guard.watch.call(`${name}.choose`, [], () => chosenBy(served, model));
    return chosen === undefined ? null : guardedOperation(name, chosen, guard);
  });
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
      tools.remember(`${id} ${String(name)}`, async () => {
        const given = await watch.promised('authorize', [], load);
        if (typeof given?.expiresAtMs === 'number') return given;
        throw watch.failed('authorize', 'it has something remembered that does not say when it expires ("expiresAtMs")');
      }),
  };
}

function watchedAnswer(answer: LocalAnswer, watch: Watch): LocalAnswer {
  const { body } = answer;
  return body instanceof Uint8Array ? answer : { ...answer, body: watchedPieces(body, watch) };
}

async function* watchedPieces(body: AsyncIterable<Uint8Array>, watch: Watch): AsyncIterable<Uint8Array> {
  const pieces = watch.call('answer', [], () => body[Symbol.asyncIterator]());
  try {
    for (;;) {
      const next = await watch.call('answer', [], () => pieces.next());
      if (next.done === true) return;
      if (!(next.value instanceof Uint8Array)) throw new Garbage(`it sent ${shown(next.value)} in place of bytes`);
      yield next.value;
    }
  } catch (error) {
    watch.call('answer', [], (): never => {
      throw error;
    });
  } finally {
    // Whoever leaves early lets go of it; what goes wrong then is nobody's any more.
    void Promise.resolve(pieces.return?.()).catch(() => {});
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
