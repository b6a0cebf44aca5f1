export { isPublicAddress, parseAddress, type Address } from './address.ts';
export { ConnectTimeoutError } from './connect-timeout.ts';
export { createConnector, type ConnectorSettings } from './connector.ts';
export { parseCustomHost, type CustomHost } from './custom-host.ts';
export { ForbiddenAddressError } from './forbidden-address-error.ts';
export { createGuardedLookup, type ResolveHost } from './guarded-lookup.ts';
export { parseTrustedHosts, type TrustedHosts } from './trusted-hosts.ts';
