import {
  defineProvider,
  optional,
  secret,
  type ChatExtra,
  type Difference,
  type FaultKind,
  type Field,
  type Fields,
  type OperationName,
  type Operations,
  type ProviderAdapter,
  type SameDialect,
  type Settings,
  type Translated,
} from '@sluice/provider-sdk';
import { bearer, headerKey } from '@sluice/provider-sdk/auth';
import { looseFaultReader, openAIOperations } from '@sluice/provider-sdk/openai';
import { modelsOf } from './models.ts';
import type { Preparation } from './prepare/preparation.ts';

/** A provider that speaks OpenAI's dialect, as one row of a table. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What OpenTelemetry calls it, where that is not its id. */
  readonly telemetryName?: string;
  /** What a custom host stands for. Missing where there is only a host of one's own. */
  readonly base?: string | ((settings: Settings<Fields>) => string | undefined);
  /** What stands before OpenAI's own paths: `/v1`. */
  readonly root?: string;
  readonly operations?: readonly Offered[];
  /** Operations at paths of the provider's own, or in its own words. */
  readonly own?: Operations;
  /** What becomes of a chat request. Missing: it goes as it came. */
  readonly chat?: Preparation;
  /** Which of chat's extras it takes, where a call comes from another door; see `SameDialect`. */
  readonly takes?: readonly ChatExtra[];
  /** How streams count tokens; default: when asked. */
  readonly streamUsage?: 'always' | 'asked' | 'never';
  /** Default: `Authorization: Bearer`. */
  readonly keyIn?: string;
  /** A server of one's own, that may want a key or not. */
  readonly keyless?: true;
  readonly env?: readonly string[];
  readonly fields?: Readonly<Record<string, Field>>;
  readonly passHeaders?: readonly string[];
  /** The provider's words for failures, in lower case. */
  readonly faults?: Readonly<Record<string, FaultKind>>;
  readonly differences?: readonly Difference[];
  readonly notServed?: string;
}

/** What can be offered at OpenAI's own paths. */
export type Offered = keyof typeof openAIOperations | 'rerank';

/** The adapter that a row describes. */
export function adapterOf(preset: Preset): ProviderAdapter {
  const { id, name, aliases = [], telemetryName, base, keyIn, chat, own = {}, passHeaders = [], notServed } = preset;
  const apiKey = secret('API key', preset.env === undefined ? {} : { env: preset.env });
  const fields: Fields = { apiKey: preset.keyless ? optional(apiKey) : apiKey, ...preset.fields };
  return defineProvider({
    id,
    name,
    aliases,
    fields,
    ...(base !== undefined && { baseURL: base }),
    ...(telemetryName !== undefined && { telemetryName }),
    ...(notServed !== undefined && { notServed }),
    authorize: keyIn === undefined ? bearer('apiKey') : headerKey(keyIn, 'apiKey'),
    readFault: looseFaultReader(preset.faults ?? {}),
    models: modelsOf(id),
    passHeaders,
    differences: [...(chat?.differences ?? []), ...(preset.differences ?? [])],
    operations: { ...offeredBy(preset), ...own },
  });
}

function offeredBy({ operations = [], root = '', chat, takes, streamUsage = 'asked' }: Preset): Operations {
  const ofChat = { ...(chat?.prepare && { prepare: chat.prepare }), ...(takes && { takes }) };
  return Object.fromEntries(operations.map((name) => [name, offered(name, root, streamUsage, name === 'chat' ? ofChat : {})]));
}

function offered(
  name: Offered & OperationName,
  root: string,
  streamUsage: 'always' | 'asked' | 'never',
  ofChat: Pick<SameDialect, 'prepare' | 'takes'>,
): SameDialect | Translated {
  if (name === 'rerank') return { dialect: 'rerank', path: `${root}/rerank` };
  const operation = openAIOperations[name];
  const counts = name === 'chat' || name === 'completions' ? { streamUsage } : {};
  return { ...operation, path: `${root}${operation.path}`, ...counts, ...ofChat };
}
