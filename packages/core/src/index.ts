// The types of this package name Node’s, and a project may not have asked for them.
/// <reference types="node" preserve="true" />

/**
 * The journey of a request: who calls, which target, how it is tried. A host supplies what is outside of it, as a `House`.
 *
 * @module
 */

export { Account, type Try, type TryReason } from './account.ts';
export { NOTHING_ENFORCED, requireKey, type ApiKey, type Caller, type Enforced } from './caller.ts';
export type { ConfigNode, RouteConfig, ShadowCap, ShadowConfig, ShadowPeriod, TargetConfig } from './config/config.ts';
export type { Feedback as HookFeedback } from './guards/hook.ts';
export { variantOf, type Split } from './strategies/split.ts';
export { catalogueFor, inCatalogue } from './catalogue.ts';
export type { Deadlines } from './deadlines.ts';
export { extensionFlaw, extensionName, extensionsOf, isExtension, NO_EXTENSIONS, type Extensions } from './extensions.ts';
export { errorBody } from './error-body.ts';
export { failureOf } from './failure.ts';
export type {
  Bridges,
  ChatPrompt,
  CompletionPrompt,
  Deployment,
  HostVerdict,
  House,
  KeyDirectory,
  OwnModel,
  Policy,
  Prompt,
  ProviderDirectory,
  ProviderEnvironment,
  StoredConfig,
  VirtualKey,
} from './house.ts';
export {
  isRealtime,
  ownHeader,
  plainHeader,
  type AskedPrompt,
  type Door,
  type Incoming,
  type RequestBody,
  type RequestHeaders,
} from './incoming.ts';
export { createGateway, type Gateway, type Notes } from './journey.ts';
export { beginsMultipart, closingBytes, endsMultipart, readBoundary, readField } from './multipart.ts';
export { letGo, type Failure, type Outcome, type ReplyHeaders, type Trail, type Versioned } from './outcome.ts';
export { newSpanId } from './span-id.ts';
export type { TraceContext } from './trace-context.ts';
export { authenticate, broughtSecrets, identify } from './rooms/authenticate.ts';
export { defaultConfigOf } from './rooms/resolve.ts';
export { configNames } from './provider-settings.ts';
export type { StreamEnd } from './streams/event-relay.ts';
export type { ByteSink, ByteSource } from './wire/bytes.ts';
export { collect } from './wire/collect.ts';
export { Departure } from './wire/departure.ts';
export { mayTravel } from './upstream-headers.ts';
export { headerRecord } from './wire/headers.ts';
export type { Transport, UpstreamReply, UpstreamRequest } from './wire/transport.ts';
export { assembleEvents, assembleSoFar } from './cache/assemble/assemble-events.ts';
export { MemoryCache } from './cache/memory-cache.ts';
export type { ReplyCache } from './cache/reply-cache.ts';
export { leavesOf } from './config/leaves.ts';
export { NO_LIMITS, type Limits, type Spending } from './limits.ts';
export { Shelf, type Kept, type Stock } from './shelf.ts';
export { schemaCompiler, type CompileSchema } from './guards/schema-compiler.ts';
export type { Guardrail, GuardrailSide } from './guards/guardrail.ts';
export type { GuardTools } from './guards/subject.ts';
export type { CircuitView } from './health/breaker.ts';
export { RoutingState } from './health/routing-state.ts';
export { realPace, type Pace } from './pace.ts';
export type { Step } from './route/journal.ts';
export { createExplainer, type Explainer, type Explanation } from './explain/explain.ts';
