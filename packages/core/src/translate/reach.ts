import {
  FaultError,
  operationFor,
  type Dialect,
  type JsonObject,
  type Operation,
  type OperationName,
  type ProviderAdapter,
  type SameDialect,
  type Translated,
} from '@sluice/provider-sdk';
import type { Bridges, House } from '../house.ts';

/** How a provider is reached from a door. */
export type Reached =
  /** It speaks the door's dialect: bytes pass. */
  | { readonly kind: 'direct'; readonly operation: SameDialect; readonly bridge: Bridges[OperationName] | undefined }
  | Through
  /** It cannot count tokens: we estimate. */
  | { readonly kind: 'estimated' };

/** By translation: into chat's own language where the door speaks another, and by the provider's codec where it has one. */
export interface Through {
  readonly kind: 'translated';
  readonly name: OperationName;
  readonly operation: Operation;
  readonly bridge: Bridges[OperationName] | undefined;
}

export interface DoorAsked {
  readonly operation: OperationName;
  readonly dialect: Dialect;
}

/** What every bridge leads to. */
const PIVOT: Dialect = 'openai-chat';

/** The way from a door to a provider's model; undefined where there is none. */
export function reach(
  { operations }: Pick<ProviderAdapter, 'operations'>,
  door: DoorAsked,
  model: string | undefined,
  bridges: Bridges,
  body?: JsonObject,
): Reached | undefined {
  const offered = operationFor(operations, door.operation, model);
  const own =
    offered && body && !offered.codec && (offered as SameDialect).declines?.(body) && bridges[door.operation] ? undefined : offered;
  if (own && own.dialect === door.dialect)
    return own.codec ? translated(door.operation, own) : { kind: 'direct', operation: own as SameDialect, bridge: bridges[door.operation] };
  const bridge = bridges[door.operation];
  if (!bridge) return undefined;
  if (own?.dialect === PIVOT) return translated(door.operation, own, bridge);
  const chat = operationFor(operations, 'chat', model);
  if (!chat) return undefined;
  return door.operation === 'countTokens' ? { kind: 'estimated' } : translated('chat', chat, bridge);
}

const translated = (name: OperationName, operation: Operation, bridge?: Bridges[OperationName]): Through => ({
  kind: 'translated',
  name,
  operation,
  bridge,
});

/**
 * The same, for who is going to ask.
 *
 * @throws FaultError `unsupported_operation`
 */
export function reachOrRefuse(
  provider: ProviderAdapter,
  door: DoorAsked,
  model: string | undefined,
  { bridges }: Pick<House, 'bridges'>,
  body?: JsonObject,
): Reached {
  const reached = reach(provider, door, model, bridges, body);
  if (reached) return reached;
  const served = provider.operations[door.operation] !== undefined;
  const who = served && model !== undefined ? `the model ${model} of ${provider.id}` : provider.id;
  throw new FaultError({
    kind: 'unsupported_operation',
    message: `${door.operation} is not supported by ${who}: send this request to a provider that has it`,
    code: 'unsupported_operation',
  });
}

export const hasCodec = (operation: Operation): operation is Translated => operation.codec !== undefined;
