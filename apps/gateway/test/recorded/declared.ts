import { shippedAdapters } from '../support/adapters.ts';

/** Whether a member of a call is declared as one that a provider does not take as it is. */
export type Declared = (member: string) => boolean;

/** What each provider's own page says that it does not do as asked: the first name of each member. */
export async function declaredDifferences(): Promise<(slug: string) => Declared> {
  const adapters = await shippedAdapters();
  const bySlug = new Map(adapters.map(({ id, differences }) => [id, differences.map(({ member }) => member)]));
  return (slug) => (member) =>
    (bySlug.get(slug) ?? []).some(
      (declared) => member === declared || member.startsWith(`${declared}.`) || member.startsWith(`${declared}[`),
    );
}

/** A path without numbers: `messages[].content`. */
export const memberOf = (line: string): string => line.slice(0, line.indexOf(':')).replaceAll(/\[\d+\]/g, '[]');
