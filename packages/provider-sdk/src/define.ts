import { SPEC, type CredentialGroups, type ProviderAdapter } from './adapter.ts';
import type { AuthTools } from './auth-tools.ts';
import type { Difference } from './difference.ts';
import type { Fault } from './fault.ts';
import type { Fields, Settings } from './fields.ts';
import type { Model } from './model.ts';
import type { Operations } from './operation.ts';
import type { LocalAnswer, WireFailure, WireRequest } from './wire.ts';

/** The names of a provider's fields. */
export type NameIn<F extends Fields> = Extract<keyof F, string>;

/** What an author writes. Function-typed properties, not methods, so that the compiler compares their parameters. */
export interface ProviderDefinition<F extends Fields, Groups extends CredentialGroups<NameIn<F>> = CredentialGroups<NameIn<F>>> {
  /** The slug callers use, in lower case with dashes: `groq`. */
  readonly id: string;
  /** For people: `Groq`. */
  readonly name: string;
  /** Other slugs that mean this provider. Default: none. */
  readonly aliases?: readonly string[];
  /**
   * The well-known value of `gen_ai.provider.name` in OpenTelemetry's conventions for generative AI, where it differs from the slug:
   * `aws.bedrock`. Source: model/gen-ai/registry.yaml of open-telemetry/semantic-conventions-genai, as of 2026-11. Default: the slug.
   */
  readonly telemetryName?: string;
  /** Default: `beta`. */
  readonly stability?: 'stable' | 'beta';
  /** What an operator or a caller must supply, made with `secret`, `text` and `optional`; their values are the `settings`. */
  readonly fields: F;
  /** Groups of fields of which one, given whole, does the credential's work: `[['accessKeyId', 'secretAccessKey']]`. Default: none. */
  readonly otherCredentials?: Groups;
  /** Default: never. */
  readonly borrowsIdentity?: (settings: Settings<F>) => boolean;
  /** Why this provider is known and yet not served, in a sentence. Default: it is served. */
  readonly notServed?: string;
  /** The catalogue. Default: empty; a model that is not listed is served all the same. */
  readonly models?: readonly Model[];
  /** What the provider can be asked for; what is missing is refused before anything is sent. */
  readonly operations: Operations<F>;
  /** What is refused, left out or changed, each shown by an example. Default: none. */
  readonly differences?: readonly Difference[];
  /** Request headers of the provider's own that go upstream as a caller sent them, in lower case. Default: none. */
  readonly passHeaders?: readonly string[];
  /** The address that the operations' paths stand below, without a slash at its end. Default: only a caller's custom host or the operator's base URL will do. */
  readonly baseURL?: string | ((settings: Settings<F>) => string | undefined);
  /** Default: nothing is added to the request. */
  readonly authorize?: (request: WireRequest, settings: Settings<F>, tools: AuthTools) => WireRequest | Promise<WireRequest>;
  /** Reads a failure, a status that is not 2xx. Default: the status alone decides, as in `faultKindFor`. */
  readonly readFault?: (failure: WireFailure) => Fault;
  /** For a provider inside this process: answers in place of the network. Default: requests are sent. */
  readonly answer?: (request: WireRequest, signal: AbortSignal) => LocalAnswer | Promise<LocalAnswer>;
}

/** Makes an adapter of a definition. The field named `apiKey`, where there is one, is what `Authorization` fills. */
export function defineProvider<const F extends Fields, const Groups extends CredentialGroups<NameIn<NoInfer<F>>> = readonly []>(
  // NoInfer keeps TypeScript from inventing a field that `authorize` reads and `fields` does not declare.
  given: { readonly fields: F } & Omit<ProviderDefinition<NoInfer<F>, Groups>, 'fields'>,
): ProviderAdapter<F, Groups> {
  const definition = given as ProviderDefinition<F, Groups>;
  const { id, name, aliases = [], stability = 'beta', fields, models = [], operations, passHeaders = [], baseURL } = definition;
  const { telemetryName, notServed, differences = [] } = definition;
  return Object.freeze({
    spec: SPEC,
    id,
    name,
    aliases,
    telemetryName,
    stability,
    fields,
    credential: 'apiKey' in fields ? 'apiKey' : undefined,
    // Where none are given, the groups are the default of their type, which is none.
    otherCredentials: definition.otherCredentials ?? ([] as unknown as Groups),
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
