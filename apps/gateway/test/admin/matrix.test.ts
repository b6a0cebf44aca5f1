import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AdminMeans } from '../../src/admin/means.ts';
import { adminRoutes } from '../../src/admin/routes.ts';
import { everybody, keysAbout, mayAnywhere, mayDo, NOBODIES, type Asker } from './matrix-askers.ts';
import { MORE_ROWS, ROWS, type Row, type Scene } from './matrix-rows.ts';
import { ROOT, startPeople, type People } from './people.ts';

// Declarations alone: nothing is asked of what they would work with.
const routes = adminRoutes({} as AdminMeans);
const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;
const namesOf = (kind: string) =>
  routes
    .filter(({ policy }) => policy.kind === kind)
    .map(nameOf)
    .toSorted();

let people: People;
let scene: Scene;
let askers: readonly Asker[];
const about = new Map<string, Promise<readonly Asker[]>>();
beforeAll(async () => {
  people = await startPeople();
  let number = 0;
  const here = await people.addWorkspace('Here');
  scene = { people, here, next: () => (number += 1) };
  askers = await everybody(people, here, await people.addWorkspace('There'));
});
afterAll(() => people?.stop());

describe('the addresses of the admin API', () => {
  it('have a row in the matrix each, and the matrix has no others', () => {
    expect(Object.keys(ROWS).toSorted()).toEqual(namesOf('scopes'));
    expect(Object.keys(MORE_ROWS).filter((name) => !(name in ROWS))).toEqual([]);
  });

  it('are open to everybody, or to whoever is known, where that was decided, and nowhere else', () => {
    expect(namesOf('public')).toEqual([
      'GET /logs/exports/:key/file',
      'GET /model-configs/pricing/:provider/:model',
      'POST /admin/invites/accept',
      'POST /admin/sessions',
      'POST /admin/setup',
    ]);
    expect(namesOf('known')).toEqual([
      'DELETE /admin/session',
      'GET /admin/catalogue',
      'GET /admin/session',
      'GET /configs/schema',
      'PUT /admin/password',
    ]);
  });

  it.each(routes.filter(({ policy }) => policy.kind !== 'public').map(nameOf))('turn away who is not known: %s', async (name) => {
    const [method, path] = name.split(' ') as [string, string];

    const statuses = await Promise.all(
      NOBODIES.map(
        async ({ who }) => (await people.ask(who, method, path.replaceAll(/:\w+/g, 'x'), method === 'GET' ? undefined : {})).status,
      ),
    );

    expect(statuses).toEqual(NOBODIES.map(() => 401));
  });
});

describe('role by role', () => {
  it.each([...Object.entries(ROWS), ...Object.entries(MORE_ROWS)].map(([name, row]) => [name, row.needs, row] as const))(
    '%s needs %s',
    async (name, needs, row) => {
      const id = [needs, ...(row.gives ?? []), ...(row.or ?? [])].join();
      if (!about.has(id)) about.set(id, keysAbout(people, scene.here, needs, row.gives, row.or));
      const all = [...askers, ...(await about.get(id)!)];
      const expected: string[] = [];
      const found: string[] = [];
      for (const asker of all) {
        expected.push(`${asker.name}: ${expectedOf(asker, row)}`);
        found.push(`${asker.name}: ${await answerTo(asker, name.split(' ')[0]!, row)}`);
      }

      expect(found).toEqual(expected);
    },
    60_000,
  );
});

/** What becomes of somebody's question: the status, and for a list whether the thing is in it. */
function expectedOf(asker: Asker, { needs, or = [], gives = [], opens = [], of, shows, answers = 200 }: Row): string {
  const may = [needs, ...or].some((scope) => mayDo(asker, scope, of)) && gives.every((scope) => mayDo(asker, scope, of));
  if (may) return shows ? `${answers}, shown` : String(answers);
  if (shows && [needs, ...opens].some((scope) => mayAnywhere(asker, scope))) return '200, not shown';
  return 'refused';
}

async function answerTo({ who }: Asker, method: string, row: Row): Promise<string> {
  const thing = await row.shows?.(scene);
  const path = await row.at(scene);
  const { status, text } = await people.ask(who, method, path, await row.body?.(scene));
  // What somebody has no business with is not there; what they know of and may not do is forbidden. Both are kept apart below.
  if (status === 403 || status === 404) return 'refused';
  return thing === undefined ? String(status) : `${status}, ${text.includes(thing) ? 'shown' : 'not shown'}`;
}

describe('what is in a workspace', () => {
  it.each(['GET /configs/:key', 'PUT /prompts/:key', 'DELETE /virtual-keys/:key', 'GET /guardrails/:key', 'GET /api-keys/:key'])(
    'is not there for a key of another workspace, and forbidden to one that knows of it: %s',
    async (name) => {
      const row = ROWS[name]!;
      const status = async (asker: string) => {
        const { who } = askers.find((each) => each.name === asker)!;
        return (await people.ask(who, name.split(' ')[0]!, await row.at(scene), await row.body?.(scene))).status;
      };
      const path = await row.at(scene);
      const unknown = path.replace(/[^/]+$/, 'there-is-none');

      const elsewhere = await status('a key of another workspace with every scope');
      const none = (await people.ask(ROOT, name.split(' ')[0]!, unknown, await row.body?.(scene))).status;

      expect([elsewhere, none]).toEqual([404, 404]);
    },
  );
});
