import { SPEC, type ProviderAdapter } from './adapter.ts';
import type { AuthTools } from './auth-tools.ts';
import type { Difference } from './difference.ts';
import type { Fault } from './fault.ts';
import type { Fields, Settings } from './fields.ts';
import type { Model } from './model.ts';
import type { Operations } from './operation.ts';
import type { LocalAnswer, WireFailure, WireRequest } from './wire.ts';

/** What an author writes. Function-typed properties, not methods, so that the compiler compares their parameters. */
export interface ProviderDefinition<F extends Fields> {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Default: `beta`. */
  readonly stability?: 'stable' | 'beta';
  readonly fields: F;
  readonly otherCredentials?: readonly (readonly Extract<keyof F, string>[])[];
  /** Default: never. */
  readonly borrowsIdentity?: (settings: Settings<F>) => boolean;
  readonly notServed?: string;
  readonly models?: readonly Model[];
  readonly operations: Operations<F>;
  readonly differences?: readonly Difference[];
  readonly passHeaders?: readonly string[];
  readonly baseURL?: string | ((settings: Settings<F>) => string | undefined);
  /** Default: nothing is added to the request. */
  readonly authorize?: (request: WireRequest, settings: Settings<F>, tools: AuthTools) => WireRequest | Promise<WireRequest>;
  readonly readFault?: (failure: WireFailure) => Fault;
  readonly answer?: (request: WireRequest, signal: AbortSignal) => LocalAnswer | Promise<LocalAnswer>;
}

/** Makes an adapter of a definition. The field named `apiKey`, where there is one, is what `Authorization` fills. */
export function defineProvider<const F extends Fields>(
  // NoInfer keeps TypeScript from inventing a field that `authorize` reads and `fields` does not declare.
  given: { readonly fields: F } & Omit<ProviderDefinition<NoInfer<F>>, 'fields'>,
): ProviderAdapter<F> {
  const definition = given as ProviderDefinition<F>;
  const { id, name, aliases = [], stability = 'beta', fields, models = [], operations, passHeaders = [], baseURL } = definition;
  const { otherCredentials = [], notServed, differences = [] } = definition;
  return Object.freeze({
    spec: SPEC,
    id,
    name,
    aliases,
    stability,
    fields,
    credential: 'apiKey' in fields ? 'apiKey' : undefined,
    otherCredentials,
    borrowsIdentity: definition.borrowsIdentity ?? (() => false),
    notServed,
    models,
    operations,
    differences,
    passHeaders,
    baseURL: typeof baseURL === 'function' ? baseURL : () => baseURL,
    authorize: definition.authorize ?? ((request: WireRequest) => request),
    readFault: definition.readFault,
    answer: definition.answer,
  });
}
