/** One thing that an operator or a caller supplies for a provider. */
export interface Field {
  /** A secret is encrypted where it is kept and never printed; a text is shown to whoever may see the settings. */
  readonly type: 'text' | 'secret';
  /** For people, in a form or a message: `API key`. */
  readonly label: string;
  /** Whether no request can do without it. Unless another credential stands in, a request that lacks it is refused by the field's name. */
  readonly required: boolean;
  /** Environment variables that may hold it, besides the one made of the provider's slug and the field's name. */
  readonly env?: readonly string[];
  /** The request header that may carry it, without the `x-portkey-` in front; with `_` for `-` it is the name in a config. */
  readonly header?: string;
  /** Another name that it may have in a config. */
  readonly config?: string;
  /** It belongs to the credential: with one that the operator keeps, a caller has no say in it. */
  readonly bound?: boolean;
  /** It decides which host is called: from a caller it is judged like a custom host, and no stored credential goes there. */
  readonly host?: boolean;
}

/** A provider's fields by name. A name in camel case is the one that `settings` have, and in upper case with `_` the end of its environment variable. */
export type Fields = Readonly<Record<string, Field>>;

/** The values of a provider's fields; a field that is not required may be missing. */
export type Settings<F extends Fields> = {
  readonly [K in keyof F as F[K]['required'] extends true ? K : never]: string;
} & {
  readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: string | undefined;
};

/** What may be said of a field besides its name; each as in `Field`. */
export type FieldOptions = Omit<Field, 'type' | 'label' | 'required'>;

/** A value that is encrypted where it is kept and never printed. */
export const secret = (label: string, options: FieldOptions = {}) =>
  ({ type: 'secret', label, required: true, ...options }) as const satisfies Field;

/** A value that anybody may see. */
export const text = (label: string, options: FieldOptions = {}) =>
  ({ type: 'text', label, required: true, ...options }) as const satisfies Field;

/** The same field, but a request can do without it. */
export const optional = <F extends Field>(field: F): Omit<F, 'required'> & { readonly required: false } => ({ ...field, required: false });
