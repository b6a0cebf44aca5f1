import {
  frozen,
  withLongNumbers,
  type Codec,
  type Draft,
  type Json,
  type Media,
  type Mend,
  type Operation,
  type SameDialect,
  type StreamReader,
  type Target,
} from '@sluice/provider-sdk';
import { types } from 'node:util';
import { checkedChunks, checkedReply } from './checked-chat.ts';
import { bytesOf, checkedHeaders, Garbage, membersOf, shown } from './checked-wire.ts';
import type { Watch } from './watch.ts';

/** What guards one plugin's functions. */
export interface Guard {
  readonly watch: Watch;
  /** The values in these settings that must not be told. */
  readonly secretsIn: (settings: Readonly<Record<string, string | undefined>>) => readonly string[];
}

/** One operation of a plugin's, each of its functions watched and what they give looked at. */
export function guardedOperation(where: string, operation: Operation, guard: Guard): Operation {
  const { dialect, ignoresPrefill } = operation;
  const traits = { dialect, ...(ignoresPrefill === true && { ignoresPrefill }) };
  if (operation.codec !== undefined)
    return { ...traits, codec: guardedCodec(`${where}.codec`, operation.codec, dialect, guard) } as Operation;
  return { ...traits, ...guardedWords(where, operation as SameDialect, guard) } as Operation;
}

/** The functions of an operation in a dialect that callers speak too. */
function guardedWords(where: string, given: SameDialect, { watch, secretsIn }: Guard): Omit<SameDialect, 'dialect'> {
  const { path, mend, takes, streamUsage } = given;
  const call = <T>(name: string, { settings }: Target, act: () => T) => watch.call(`${where}.${name}`, secretsIn(settings), act);
  return {
    path: typeof path === 'function' ? (target) => call('path', target, () => pathOf(path(frozenTarget(target)))) : path,
    ...(given.prepare && {
      prepare: (body, target) => call('prepare', target, () => notPromised(given.prepare!(body, frozenTarget(target)))),
    }),
    // The body is this one target's.
    ...(given.declines && { declines: (body) => watch.call(`${where}.declines`, [], () => given.declines!(body) === true) }),
    ...(mend && { mend: guardedMend(`${where}.mend`, mend, watch) }),
    ...(takes && { takes }),
    ...(streamUsage !== undefined && {
      streamUsage:
        typeof streamUsage === 'function'
          ? (target) => call('streamUsage', target, () => usageOf(streamUsage(frozenTarget(target))))
          : streamUsage,
    }),
  };
}

function guardedMend(where: string, { reply, chunk, signs }: Mend, watch: Watch): Mend {
  const guarded = (name: string, mended: NonNullable<Mend['reply']>) => (given: Json) =>
    watch.call(`${where}.${name}`, [], () => {
      const came = mended(frozen(given));
      return came === given ? given : checkedReply('', came);
    });
  return { signs, ...(reply && { reply: guarded('reply', reply) }), ...(chunk && { chunk: guarded('chunk', chunk) }) };
}

function guardedCodec(where: string, codec: Codec, dialect: string, { watch, secretsIn }: Guard): Codec {
  const { stream } = codec;
  return {
    request: (call, target) =>
      watch.call(`${where}.request`, secretsIn(target.settings), () => checkedDraft(codec.request(frozen(call), frozenTarget(target)))),
    reply: (answer, asked) =>
      watch.call(`${where}.reply`, secretsIn(asked.target.settings), () => {
        const told = codec.reply({ ...answer, json: frozen(answer.json) }, { ...asked, target: frozenTarget(asked.target) });
        return mediaIn(told) ?? checkedReply(dialect, told);
      }),
    ...(stream && {
      stream: {
        framing: stream.framing,
        reader: (asked) => {
          const secrets = secretsIn(asked.target.settings);
          const reader = watch.call(`${where}.stream.reader`, secrets, () =>
            readerOf(stream.reader({ ...asked, target: frozenTarget(asked.target) })),
          );
          const chunks = (name: string, read: () => readonly Json[]) =>
            watch.call(`${where}.stream.${name}`, secrets, () => checkedChunks(dialect, read()));
          return {
            read: (frame) => chunks('read', () => reader.read({ ...frame, data: frozen(frame.data) })),
            end: () => chunks('end', () => reader.end()),
          };
        },
      },
    }),
  };
}

/** Written here, so that nothing of the plugin's runs when the gateway writes it. */
function checkedDraft(given: unknown): Draft {
  const { path, method, headers, body } = membersOf(given, 'a draft');
  if (method !== undefined && (typeof method !== 'string' || !/^[A-Z]+$/.test(method)))
    throw new Garbage(`it gave a draft with the method ${shown(method)}`);
  return {
    path: pathOf(path),
    ...(typeof method === 'string' && { method }),
    ...(headers !== undefined && { headers: checkedHeaders(headers) }),
    body: types.isUint8Array(body) ? bytesOf(body) : Buffer.from(withLongNumbers(JSON.stringify(checkedReply('', body)))),
  };
}

function mediaIn(told: unknown): Media | undefined {
  const { contentType, bytes } = membersOf(told, 'a reply');
  if (!types.isUint8Array(bytes)) return undefined;
  return { contentType: checkedHeaders({ 'content-type': contentType })['content-type']!, bytes: bytesOf(bytes) };
}

function readerOf(given: unknown): StreamReader {
  const reader = given as Partial<StreamReader> | null | undefined;
  if (typeof reader?.read === 'function' && typeof reader.end === 'function') return reader as StreamReader;
  throw new Garbage('it gave a reader without the functions "read" and "end"');
}

function pathOf(path: unknown): string {
  if (typeof path === 'string' && path.startsWith('/')) return path;
  throw new Garbage(`it gave the path ${shown(path)}; a path begins with a slash`);
}

type StreamUsage = 'always' | 'asked' | 'never';

const USAGES: ReadonlySet<unknown> = new Set<StreamUsage>(['always', 'asked', 'never']);

function usageOf(given: StreamUsage): StreamUsage {
  if (USAGES.has(given)) return given;
  throw new Garbage(`it gave the stream usage ${shown(given)}; there are always, asked and never`);
}

function notPromised(given: unknown): void {
  if (given === undefined) return;
  throw new Garbage(`it gave ${shown(given)}; it works on the body that it is given and gives nothing, at once`);
}

const frozenTarget = <T extends Target>(target: T): T => Object.freeze({ ...target, settings: Object.freeze({ ...target.settings }) });
