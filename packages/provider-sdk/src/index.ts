export { SPEC, type ProviderAdapter } from './adapter.ts';
export { defineProvider, type ProviderDefinition } from './define.ts';
export { environmentName } from './environment-name.ts';
export { FAULTS, FaultError, faultKindFor, isFaultError, type Fault, type FaultKind, type FaultTraits } from './fault.ts';
export { optional, secret, text, type Field, type Fields, type Settings } from './fields.ts';
export { JsonArray, JsonDocument, JsonObject, JsonSyntaxError } from './json/index.ts';
export type { Capability, Model, Price, Retirement } from './model.ts';
export type { Dialect, Operation, OperationName, Operations, Target } from './operation.ts';
export type { LocalAnswer, WireFailure, WireRequest } from './wire.ts';
