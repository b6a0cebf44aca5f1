/**
 * What a provider is written with: the contract, the faults, and JSON that keeps the bytes nobody touched.
 *
 * @module
 */

export { SPEC, type CredentialGroups, type ProviderAdapter } from './adapter.ts';
export type { AuthTools, Remembered, WireResponse } from './auth-tools.ts';
export type { Bridge, DoorEvent, EventWriter } from './bridge.ts';
export { CAPABILITY_FINDINGS, readCapabilityManifest, type CapabilityFinding, type CapabilityManifest } from './capability-manifest.ts';
export type { Answer, Asked, Codec, Draft, Frame, Framing, Json, Media, StreamReader } from './codec.ts';
export { defineProvider, type NameIn, type ProviderDefinition } from './define.ts';
export type { Difference } from './difference.ts';
export { environmentName } from './environment-name.ts';
export { FAULTS, FaultError, faultKindFor, isFaultError, type Fault, type FaultKind, type FaultTraits } from './fault.ts';
export { optional, secret, text, type Field, type FieldOptions, type Fields, type Settings } from './fields.ts';
export { JsonArray, JsonDocument, JsonObject, JsonSyntaxError, withLongNumbers, withMarkedNumbers } from './json/index.ts';
export { frozen } from './frozen.ts';
export { CAPABILITIES, type Capability, type Model, type Retirement } from './model.ts';
export {
  operationFor,
  type ChatExtra,
  type Dialect,
  type Mend,
  type ModelChoice,
  type Operation,
  type OperationName,
  type Operations,
  type SameDialect,
  type Served,
  type StreamTarget,
  type StreamUsage,
  type Target,
  type Translated,
} from './operation.ts';
export { plainPath } from './plain-path.ts';
export type { LongPromptPrice, PicturePrice, Price, TokenPrice, UnitPrice } from './price.ts';
export { retryAfterMs } from './retry-after.ts';
export type { LocalAnswer, WireFailure, WireRequest } from './wire.ts';
export { wordOf } from './word-of.ts';
