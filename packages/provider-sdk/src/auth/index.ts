/**
 * Ways to prove who calls: a key in a header, AWS's signature, OAuth 2.0's client credentials.
 *
 * @module
 */

export { clientCredentialsToken, rememberedToken, type ClientCredentials } from './client-credentials.ts';
export { bearer, headerKey } from './static-key.ts';
export { sigV4, type AwsCredentials, type SigV4 } from './sigv4.ts';
