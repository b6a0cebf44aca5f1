/**
 * A host that a caller chose leads to an address which is not public. Only the name is told: where it
 * leads would be a map of the internal network.
 */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
  readonly code = 'SLUICE_FORBIDDEN_ADDRESS';

  constructor(hostname: string) {
    super(`${hostname} leads to an address that is not public; an operator can allow it in TRUSTED_CUSTOM_HOSTS`);
  }
}
