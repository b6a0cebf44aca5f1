/** What stands behind a command's name. */
export interface Arguments {
  readonly rest: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
}
