import type { Schema, Store, Writing } from '@sluice/store';
import type { Insertable } from 'kysely';
import { randomUUID } from 'node:crypto';
import { sealVersion } from '../prompts/sealed-version.ts';

const DATED = { created_at: 1, updated_at: 1 };
const AUTHORED = { created_by: 'root', updated_by: 'root' };
const UNLIMITED = { usage_limits: '[]', rate_limits: '[]' };

type Rest<Table extends keyof Schema> = Partial<Insertable<Schema[Table]>>;

/** Writes rows as the admin API does, with what a test does not care about filled in. */
export function rowsIn(store: Store) {
  const write = <T>(change: (writing: Writing) => Promise<T>) => store.write(change);
  return {
    workspace: (id: string, more: Rest<'workspaces'> = {}) =>
      write(async ({ tx, changed }) => {
        await tx
          .insertInto('workspaces')
          .values({ id, slug: id, name: id, description: null, status: 'active', defaults: '{}', ...UNLIMITED, ...DATED, ...more })
          .execute();
        changed('workspaces', id);
      }),
    user: (id: string, more: Rest<'users'> = {}) =>
      write(async ({ tx, changed }) => {
        await tx
          .insertInto('users')
          .values({
            id,
            email: `${id}@example.com`,
            first_name: id,
            last_name: id,
            role: 'member',
            status: 'active',
            password: null,
            ...DATED,
            ...more,
          })
          .execute();
        changed('users', id);
      }),
    member: (user: string, workspace: string, role: 'admin' | 'manager' | 'member') =>
      write(async ({ tx, changed }) => {
        await tx
          .insertInto('memberships')
          .values({ user_id: user, workspace_id: workspace, role, ...DATED })
          .execute();
        changed('users', user);
      }),
    apiKey: (id: string, tokens: readonly { token: string; until?: number }[], more: Rest<'api_keys'> = {}) =>
      write(async ({ tx, changed }) => {
        await tx
          .insertInto('api_keys')
          .values({
            id,
            name: id,
            description: null,
            type: 'organisation-service',
            workspace_id: null,
            user_id: null,
            hint: '…',
            root: 0,
            scopes: '["completions.write"]',
            defaults: '{}',
            allowed_models: null,
            allowed_providers: null,
            rotation_policy: null,
            creation_mode: 'api',
            expires_at: null,
            ...UNLIMITED,
            ...DATED,
            ...AUTHORED,
            ...more,
          })
          .execute();
        for (const { token, until } of tokens)
          await tx
            .insertInto('api_key_hashes')
            .values({ hash: store.vault.hash(token), api_key_id: id, expires_at: until ?? null, created_at: 1 })
            .execute();
        changed('api_keys', id);
      }),
    virtualKey: (id: string, key: string, more: Rest<'providers'> = {}) =>
      write(async ({ tx, changed }) => {
        await tx
          .insertInto('providers')
          .values({
            id,
            slug: id,
            name: id,
            workspace_id: null,
            integration_id: null,
            provider: 'groq',
            note: null,
            status: 'active',
            credential: store.vault.seal(JSON.stringify({ keys: [key], fields: {} }), { table: 'providers', id, column: 'credential' }),
            masked_key: null,
            expires_at: null,
            ...UNLIMITED,
            ...DATED,
            ...AUTHORED,
            ...more,
          })
          .execute();
        changed('providers', id);
      }),
    integration: (id: string, key: string, more: Rest<'integrations'> = {}) =>
      write(async ({ tx, changed }) => {
        await tx
          .insertInto('integrations')
          .values({
            id,
            slug: id,
            name: id,
            workspace_id: null,
            provider: 'groq',
            description: null,
            status: 'active',
            credential: store.vault.seal(JSON.stringify({ keys: [key], fields: {} }), { table: 'integrations', id, column: 'credential' }),
            masked_key: null,
            allow_all_models: 1,
            global_access: '{"enabled":true}',
            ...DATED,
            ...AUTHORED,
            ...more,
          })
          .execute();
        changed('integrations', id);
      }),
    config: (id: string, config: unknown, more: Rest<'configs'> = {}) =>
      write(async ({ tx, changed }) => {
        const version = randomUUID();
        await tx
          .insertInto('configs')
          .values({
            id,
            slug: `pc-${id}`,
            name: id,
            workspace_id: null,
            is_default: 0,
            status: 'active',
            version_id: version,
            ...DATED,
            ...AUTHORED,
            ...more,
          })
          .execute();
        const sealed = store.vault.seal(JSON.stringify(config), { table: 'config_versions', id: version, column: 'config' });
        await tx
          .insertInto('config_versions')
          .values({ id: version, config_id: id, version: 1, config: sealed, created_at: 1, created_by: 'root' })
          .execute();
        changed('configs', id);
      }),
    prompt: (id: string, texts: readonly string[], more: Rest<'prompts'> = {}) =>
      write(async ({ tx, changed }) => {
        const { id: collection } = await tx.selectFrom('collections').select('id').executeTakeFirstOrThrow();
        await tx
          .insertInto('prompts')
          .values({
            id,
            slug: `pp-${id}`,
            name: id,
            workspace_id: null,
            collection_id: collection,
            status: 'active',
            version_id: `${id}-1`,
            ...DATED,
            ...AUTHORED,
            ...more,
          })
          .execute();
        for (const [index, string] of texts.entries())
          await tx
            .insertInto('prompt_versions')
            .values(
              sealVersion(
                {
                  id: `${id}-${index + 1}`,
                  prompt_id: id,
                  version: index + 1,
                  string,
                  parameters: '{"temperature":0}',
                  virtual_key: null,
                  model: 'm',
                  kind: 'completion' as const,
                  functions: null,
                  tools: null,
                  tool_choice: null,
                  template_metadata: null,
                  is_raw_template: 0 as const,
                  description: null,
                  created_at: 1,
                  created_by: 'root',
                },
                store.vault,
              ),
            )
            .execute();
        changed('prompts', id);
      }),
    partial: (id: string, texts: readonly string[], more: Rest<'partials'> = {}) =>
      write(async ({ tx, changed }) => {
        await tx
          .insertInto('partials')
          .values({
            id,
            slug: id,
            name: id,
            workspace_id: null,
            collection_id: null,
            status: 'active',
            version_id: `${id}-1`,
            ...DATED,
            ...AUTHORED,
            ...more,
          })
          .execute();
        for (const [index, string] of texts.entries())
          await tx
            .insertInto('partial_versions')
            .values({
              id: `${id}-${index + 1}`,
              partial_id: id,
              version: index + 1,
              string,
              description: null,
              created_at: 1,
              created_by: 'root',
            })
            .execute();
        changed('partials', id);
      }),
  };
}
