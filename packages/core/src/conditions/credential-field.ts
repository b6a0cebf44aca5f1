/** Words in the names of headers that carry credentials. A config in a header may hold the keys of its targets. */
const CREDENTIAL =
  /^headers\..*(?:authorization|cookie|api[-_]?key|access-key|token|secret|password|credential|service-account|(?:portkey|sluice)-config$)/i;

/** Whether a condition asks about a header whose value must not be shown, nor what it is compared with. */
export const holdsCredential = (field: string): boolean => CREDENTIAL.test(field);
