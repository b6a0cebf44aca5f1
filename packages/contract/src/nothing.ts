/** What is answered where there is nothing to say: an empty object, because clients stumble over no body. */
export type Nothing = Readonly<Record<never, never>>;
