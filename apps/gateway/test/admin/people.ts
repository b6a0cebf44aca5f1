import { openStore, type OrganisationRole, type Store, type WorkspaceRole } from '@sluice/store';
import { randomUUID, scryptSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csrfToken, startSession } from '../../src/admin/sign-in/session.ts';
import { call, type Reply } from '../support/call.ts';
import { ADMIN_KEY } from '../support/gateway.ts';
import { startInProcess } from '../support/in-process.ts';

const ENCRYPTION_KEY = 'an encryption key for tests only';

/** Good enough for everybody here. */
export const PASSWORD = 'a long and plain password';

const SALT = Buffer.from('a salt for tests');

/** `PASSWORD` as it might have been kept when machines were slower: passwords say themselves what they cost. */
const CHEAP = `scrypt$1024$8$1$${SALT.toString('base64url')}$${scryptSync(PASSWORD, SALT, 32, { N: 1024, r: 8, p: 1 }).toString('base64url')}`;

/** What somebody sends along to be known by. */
export type Who = Readonly<Record<string, string>>;

/** Somebody who has signed in. */
export interface Person {
  readonly id: string;
  readonly email: string;
  /** With the csrf token, as the console sends it. */
  readonly who: Who;
}

/** A whole gateway with people in it, and its database beside it. */
export interface People {
  readonly url: string;
  readonly store: Store;
  /** The id of the default workspace. */
  readonly home: string;
  ask(who: Who, method: string, path: string, body?: object, headers?: Who): Promise<Reply>;
  /** Calls the one provider that needs no network with a key of ours. @returns The status. */
  callWith(key: string, headers?: Who): Promise<number>;
  addWorkspace(name: string): Promise<string>;
  /** Somebody with `PASSWORD`, signed in; written straight into the database, because a real password takes its time. */
  add(role: OrganisationRole, workspaces?: readonly { readonly id: string; readonly role: WorkspaceRole }[]): Promise<Person>;
  /** Makes a key as the root. @returns What it is known by, and its id. */
  key(kind: string, body: object): Promise<{ readonly id: string; readonly key: string; readonly who: Who }>;
  stop(): Promise<void>;
}

export const ROOT: Who = { 'x-portkey-api-key': ADMIN_KEY };

export const withKey = (key: string): Who => ({ 'x-portkey-api-key': key });

/** The cookie that a reply sets, as a browser sends it back. */
export const cookieOf = ({ headers }: Reply): string => String(headers['set-cookie']?.[0]).split(';')[0]!;

/** What a browser that was signed in by this reply, and has our page open, sends. */
export const signedIn = (reply: Reply): Who => ({ cookie: cookieOf(reply), 'x-sluice-csrf': String(reply.json.csrf_token) });

export async function startPeople(environment: Readonly<Record<string, string>> = {}, config?: string): Promise<People> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-people-'));
  const gateway = await startInProcess({ SLUICE_DATA_DIR: folder, SLUICE_ENCRYPTION_KEY: ENCRYPTION_KEY, ...environment }, config);
  const store = await openStore({
    url: environment['SLUICE_DATABASE_URL'] ?? `file:${join(folder, 'sluice.db')}`,
    encryptionKey: ENCRYPTION_KEY,
  });
  const { id: home } = await store.db.selectFrom('workspaces').select('id').where('slug', '=', 'default').executeTakeFirstOrThrow();
  let made = 0;
  const ask: People['ask'] = (who, method, path, body, headers = {}) =>
    call(`${gateway.url}/v1${path}`, { method, headers: { ...who, ...headers }, ...(body !== undefined && { body }) });
  return {
    url: gateway.url,
    store,
    home,
    ask,
    async callWith(key, headers = {}) {
      const body = { model: 'mock', messages: [{ role: 'user', content: 'Hello' }] };
      const { status } = await ask({ ...withKey(key), 'x-portkey-provider': 'mock', ...headers }, 'POST', '/chat/completions', body);
      return status;
    },
    async addWorkspace(name) {
      const { status, json } = await ask(ROOT, 'POST', '/admin/workspaces', { name });
      if (status !== 200) throw new Error(JSON.stringify(json));
      return json.id as string;
    },
    async add(role, workspaces = []) {
      made += 1;
      const [id, email] = [randomUUID(), `${role}-${made}@example.com`];
      const token = await store.write(async (writing) => {
        const { tx, changed, now } = writing;
        const dated = { created_at: now, updated_at: now };
        await tx
          .insertInto('users')
          .values({ id, email, first_name: '', last_name: '', role, status: 'active', password: CHEAP, ...dated })
          .execute();
        for (const { id: workspace, role: member } of workspaces)
          await tx
            .insertInto('memberships')
            .values({ workspace_id: workspace, user_id: id, role: member, ...dated })
            .execute();
        changed('users', id);
        return startSession(id, store, writing);
      });
      return { id, email, who: { cookie: `sluice_session=${token}`, 'x-sluice-csrf': csrfToken(token, store) } };
    },
    async key(kind, body) {
      const { status, json } = await ask(ROOT, 'POST', `/api-keys/${kind}`, { name: 'a key', ...body });
      if (status !== 200) throw new Error(JSON.stringify(json));
      return { id: json.id as string, key: json.key as string, who: withKey(json.key as string) };
    },
    async stop() {
      await store.close();
      await gateway.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
