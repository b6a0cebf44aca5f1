const SECRET_NAME =
  /^(?:token|pat|jwt|key)$|(?:authorization|passwd|password|passphrase|secret|credentials?|cookie|(?:api|access|secret|private|auth|bearer|signing|refresh|session|security|subscription|encryption|master|admin|client|oauth|id)[-_]?(?:key|token))$/i;

/** Whether what has this name is a secret, by the look of it. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/** Names that only say of a secret where they stand in an address. */
const IN_ADDRESS = /^(?:sig|signature|code|auth|x-amz-signature|x-goog-signature)$/i;

/** The same of a member of an address's query. */
export const isSecretInAddress = (name: string): boolean => IN_ADDRESS.test(name) || isSecretName(name);
