/** For whom a config counts without being named, in a sentence. */
export function usersWords(keys: readonly { readonly name: string }[] | undefined, isDefault: boolean): string {
  const named =
    keys === undefined || keys.length === 0
      ? undefined
      : `${keys.length === 1 ? 'one key has' : `${keys.length} keys have`} it as default (${namesOf(keys)})`;
  if (isDefault) return `It is the default of its workspace${named === undefined ? '' : `, and ${named}`}.`;
  if (named !== undefined) return `${named[0]!.toUpperCase()}${named.slice(1)}.`;
  return keys === undefined ? '' : 'No key has it as default.';
}

function namesOf(keys: readonly { readonly name: string }[]): string {
  const first = keys.slice(0, 3).map(({ name }) => name);
  return `${first.join(', ')}${keys.length > first.length ? '…' : ''}`;
}
