import type { Difference } from './difference.ts';
import type { Fault } from './fault.ts';
import type { Fields, Settings } from './fields.ts';
import type { Model } from './model.ts';
import type { Operations } from './operation.ts';
import type { AuthTools } from './auth-tools.ts';
import type { LocalAnswer, WireFailure, WireRequest } from './wire.ts';

/** The version of this contract. It moves only with this package's major version. */
export const SPEC = 1;

/** Groups of fields of which one, given whole, does a credential's work: `[['accessKeyId', 'secretAccessKey']]`. */
export type CredentialGroups<Name extends string = string> = readonly (readonly Name[])[];

/**
 * A provider: which operations, at which address, signed how, selling which models. It turns data into
 * data; sockets, time limits, retries and address rules are the gateway's and exist once.
 */
export interface ProviderAdapter<F extends Fields = Fields, Groups extends CredentialGroups = CredentialGroups> {
  readonly spec: typeof SPEC;
  /** The slug callers use, in lower case with dashes: `groq`. */
  readonly id: string;
  /** For people: `Groq`. */
  readonly name: string;
  /** Other slugs that mean this provider. */
  readonly aliases: readonly string[];
  /** What OpenTelemetry calls it in traces, where that is not the slug; undefined where it has no name there. */
  readonly telemetryName?: string | undefined;
  /** How far to trust it. */
  readonly stability: 'stable' | 'beta';
  /** What an operator or a caller must supply. Read, checked, kept and redacted by the gateway from this declaration. */
  readonly fields: F;
  /** The field that a caller's `Authorization` fills; undefined where no credential is needed. */
  readonly credential: string | undefined;
  /** Other fields that do a credential's work: where all of one group are given, nothing is missing. */
  readonly otherCredentials: Groups;
  /** Whether these settings have the request signed as the machine that the gateway runs on, which is the operator's credential. */
  readonly borrowsIdentity: (settings: Settings<F>) => boolean;
  /** Why this provider is known and yet not served, in a sentence for whoever asks for it; undefined for those that are. */
  readonly notServed: string | undefined;
  readonly models: readonly Model[];
  readonly operations: Operations<F>;
  /** What is refused, left out or changed, for the docs. */
  readonly differences: readonly Difference[];
  /** Request headers of the provider's own that callers may send and that go upstream as they are. Lower case. */
  readonly passHeaders: readonly string[];
  /** The address that the paths of the operations stand below, without a slash at its end; undefined where only a custom host will do. */
  readonly baseURL: (settings: Settings<F>) => string | undefined;
  /** Runs last, on the exact bytes that will be sent. */
  readonly authorize: (request: WireRequest, settings: Settings<F>, tools: AuthTools) => WireRequest | Promise<WireRequest>;
  /** Reads a failure; where it is missing the status alone decides. */
  readonly readFault: ((failure: WireFailure) => Fault) | undefined;
  /** For a provider inside this process: answers in place of the network. The signal fires when the caller has gone. */
  readonly answer: ((request: WireRequest, signal: AbortSignal) => LocalAnswer | Promise<LocalAnswer>) | undefined;
}
