import { QueryError, readQuery } from '../conditions/read-query.ts';
import { HOOK_LISTS } from './hook-lists.ts';
import { pathText } from './path-text.ts';
import type { RawNode } from './raw-node.ts';
import type { Problem } from './read-config.ts';
import type { Readers } from './readers.ts';

/** What a schema cannot see: conditions that nobody can ask, names that lead nowhere, checks that do not exist. */
export function problemsIn(node: RawNode, readers: Readers, path: readonly (string | number)[] = []): readonly Problem[] {
  return [
    ...readers.readHooks(node as Readonly<Record<string, unknown>>).problems.map((problem) => at(path, problem)),
    ...asyncProblems(node).map((problem) => at(path, problem)),
    ...conditionProblems(node, readers, path),
    ...customProblems(node, readers, path),
    ...variantProblems(node, path),
    ...(node.targets ?? []).flatMap((target, index) => problemsIn(target, readers, [...path, 'targets', index])),
    ...(node.shadow ? problemsIn(node.shadow.target, readers, [...path, 'shadow', 'target']) : []),
  ];
}

/** Nobody would run these yet: a config that counts on them must not be half obeyed. */
const asyncProblems = (node: RawNode): Problem[] =>
  HOOK_LISTS.flatMap((list) =>
    (node[list] ?? []).flatMap((hook, index) =>
      (hook as { readonly async?: unknown }).async === true
        ? [
            {
              path: [list, index, 'async'],
              message: 'is not built yet in this version of Sluice: take it out, and the hook runs before the reply',
            },
          ]
        : [],
    ),
  );

/** What a plugin has against the options that are written for its strategy. */
function customProblems({ strategy }: RawNode, { readCustom }: Readers, path: Problem['path']): Problem[] {
  const read = strategy && readCustom(strategy);
  return read?.ok === false ? [at(path, { path: ['strategy'], message: read.message })] : [];
}

function conditionProblems({ strategy, targets = [] }: RawNode, readers: Readers, path: readonly (string | number)[]): Problem[] {
  if (strategy?.mode !== 'conditional') return [];
  const names = new Set(targets.map(({ name }) => name));
  const known = [...names].filter((name) => name !== undefined);
  const meant = new Set([...(strategy.conditions ?? []).map(({ then }) => then), strategy.default]);
  const leadsNowhere = (name: string | undefined, ...place: readonly (string | number)[]): Problem[] =>
    name === undefined || names.has(name)
      ? []
      : [
          at(path, {
            path: ['strategy', ...place],
            message: `names the target "${name}", and there is none of that name; there are ${listed(known)}`,
          }),
        ];
  const queries = (strategy.conditions ?? []).flatMap(({ query, then }, index): Problem[] => [
    ...queryProblem(query, readers, [...path, 'strategy', 'conditions', index, 'query']),
    ...leadsNowhere(then, 'conditions', index, 'then'),
  ]);
  const twins = twinProblems(targets, path, "so is another target's: a condition that names it could mean either", (name) =>
    meant.has(name),
  );
  return [...queries, ...leadsNowhere(strategy.default, 'default'), ...twins];
}

const MOST_LISTED = 20;

const listed = (names: readonly string[]) =>
  `${names.slice(0, MOST_LISTED).join(', ') || 'none with a name'}${names.length > MOST_LISTED ? '…' : ''}`;

/** Who gets which variant is drawn by its name: two of one name would be drawn alike, and one of them never taken. */
const variantProblems = ({ strategy, targets = [] }: RawNode, path: Problem['path']): Problem[] =>
  strategy?.mode === 'split' ? twinProblems(targets, path, "so is another variant's: give each its own", () => true) : [];

/** Targets that have the name of one before them. */
function twinProblems(targets: readonly RawNode[], path: Problem['path'], why: string, counts: (name: string) => boolean): Problem[] {
  const seen = new Set<string>();
  return targets.flatMap(({ name }, index) => {
    if (name === undefined || !counts(name)) return [];
    if (seen.has(name)) return [at(path, { path: ['targets', index, 'name'], message: `is "${name}", and ${why}` })];
    seen.add(name);
    return [];
  });
}

function queryProblem(query: unknown, { compileRegex }: Readers, path: readonly (string | number)[]): Problem[] {
  try {
    readQuery(query, compileRegex);
    return [];
  } catch (error) {
    if (error instanceof QueryError) return [at(path, error)];
    throw error;
  }
}

/** The same below another place, its path in front of what it says. */
function at(path: readonly (string | number)[], problem: Problem): Problem {
  const whole = [...path, ...problem.path];
  // The wire format has words of its own for what is not there, and they stand first.
  return { path: whole, message: problem.message.startsWith('Following ') ? problem.message : `"${pathText(whole)}" ${problem.message}` };
}
