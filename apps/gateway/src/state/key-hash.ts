/** Of a key of ours what is kept, and what it is looked up by: useless without the secret that it was made with. */
export type KeyHash = (token: string) => string;
