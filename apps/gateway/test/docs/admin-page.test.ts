import { describe, expect, it } from '@jest/globals';
import type { AdminMeans } from '../../src/admin/means.ts';
import { WORKSPACE_ROLES } from '../../src/admin/roles.ts';
import { adminRoutes } from '../../src/admin/routes.ts';
import { SCOPED_RESOURCES, SCOPE_VERBS } from '@sluice/contract';
import { readPage } from './support/pages.ts';
import { tableOf } from './support/read-table.ts';

const { text: page } = readPage('docs/admin.md');

// Declarations look at none of their means; handlers do.
const routes = adminRoutes({} as AdminMeans);

const code = (cell: string) => /^`([^`]+)`$/.exec(cell)?.[1];

describe('docs/admin.md', () => {
  it('gives each role what the code gives it, and leaves no resource out', () => {
    const roles = ['member', 'manager', 'admin'] as const;
    const verbsOf = (role: (typeof roles)[number], resource: string) => {
      const verbs = SCOPE_VERBS.filter((verb) => [...WORKSPACE_ROLES[role]].some((scope) => scope === `${resource}.${verb}`));
      return verbs.length === SCOPE_VERBS.length ? 'all' : verbs.join(', ');
    };
    const inCode = SCOPED_RESOURCES.map((resource) => [resource, ...roles.map((role) => verbsOf(role, resource))]).filter(([, ...cells]) =>
      cells.some((cell) => cell !== ''),
    );

    const onPage = tableOf(page, 'In a workspace', 'member').map(([resource, ...cells]) => [code(resource!), ...cells]);

    expect(onPage.toSorted()).toEqual(inCode.toSorted());
  });

  it('names every resource that there are scopes for', () => {
    expect(SCOPED_RESOURCES.filter((resource) => !page.includes(`\`${resource}\``))).toEqual([]);
  });

  it('lists what is refused because nothing acts on it, and no other', () => {
    const inCode = routes.flatMap(({ path, body }) =>
      body === undefined ? [] : refusedIn(body.describe() as Described).map((member) => `${resourceOf(path)} ${member}`),
    );

    const onPage = tableOf(page, 'Of', 'Member', 'Instead').map(([of, member]) => `${code(of!)} ${code(member!)}`);

    expect(inCode.length).toBeGreaterThan(5);
    expect(onPage.toSorted()).toEqual([...new Set(inCode)].toSorted());
  });

  it('tells of every address', () => {
    const told = tableOf(page, 'Below `/v1`', 'What it is').flatMap(([cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, path]) => path!));
    const begins = (path: string) => told.some((each) => (each.startsWith('…') ? path.includes(each.slice(1)) : path.startsWith(each)));
    const ofSessions = /^\/admin\/(?:setup|sessions?|password|invites)(?:\/|$)/;

    expect(routes.map(({ path }) => path).filter((path) => !begins(path) && !ofSessions.test(path))).toEqual([]);
  });
});

interface Described {
  readonly flags?: { readonly description?: string };
  readonly keys?: Readonly<Record<string, Described>>;
}

/** Members that are refused unless they say nothing, as `notDone` describes them, at any depth. */
const refusedIn = ({ keys = {} }: Described): readonly string[] =>
  Object.entries(keys).flatMap(([name, key]) =>
    key.flags?.description?.startsWith('Refused, unless') ? [name] : refusedIn(key).map((inner) => `${name}.${inner}`),
  );

const resourceOf = (path: string) => path.split('/').find((word) => word !== '' && word !== 'admin')!;
