import type { Checks } from './checks.ts';
import type { Recording } from './recording.ts';

type Exceptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A count for each provider, and what does not pass with its reason. */
export function tableOf(all: readonly Recording[], checked: ReadonlyMap<string, Checks>, exceptions: Exceptions): string {
  const providers = [...new Set(all.map(({ provider }) => provider))];
  const wrongIn = ({ id }: Recording) =>
    Object.entries(checked.get(id) ?? {}).filter(([name, lines]) => lines.length > 0 && exceptions[id]?.[name] === undefined);
  const line = (name: string, of: readonly Recording[]) => {
    const listed = of.filter(({ id }) => exceptions[id] !== undefined).length;
    const red = of.filter((each) => wrongIn(each).length > 0).length;
    return `${name.padEnd(16)}${[of.length, of.length - listed - red, listed, red].map((count) => String(count).padStart(10)).join('')}`;
  };
  const reasons = all.flatMap(({ id }) => [...new Set(Object.values(exceptions[id] ?? {}))].map((reason) => `  ${id}: ${reason}`));
  return [
    `\n${'provider'.padEnd(16)}   records both ways  excepted    failed`,
    ...providers.map((name) =>
      line(
        name,
        all.filter(({ provider }) => provider === name),
      ),
    ),
    line('all', all),
    ...reasons,
    '',
  ].join('\n');
}
