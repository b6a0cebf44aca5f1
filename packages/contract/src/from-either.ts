/**
 * How a thing is shown that the API has made or the config file declares. Of what the file declares some members are
 * not known, and are missing.
 *
 * @typeParam View How it is shown when the API has made it.
 * @typeParam Unknown Members that are missing of what the file declares.
 */
export type FromEither<View extends { readonly origin: string }, Unknown extends keyof View = never> = Omit<View, Unknown | 'origin'> &
  Partial<Pick<View, Unknown>> & { readonly origin: 'api' | 'file' };
