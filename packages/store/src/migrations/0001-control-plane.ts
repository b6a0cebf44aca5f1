import { sql, type Transaction } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Migration, MigrationStep } from './migration.ts';
import { seed } from './seed.ts';
import * as column from './table.ts';
import type { TableBuilder } from './table.ts';

/** Keys, virtual keys, configs, prompts and whom they belong to. */
export const controlPlane: Migration = {
  name: '0001-control-plane',
  run: async (step) => {
    await mechanism(step);
    await people(step);
    await credentials(step);
    await versioned(step);
    await prompts(step);
    await models(step);
    await records(step);
    await lists(step);
    await seed(step);
  },
};

async function mechanism({ tx }: MigrationStep): Promise<void> {
  await create(tx, 'keyring', (table) => column.number(column.text(column.id(table), 'purpose', 'wrapped'), 'created_at'));
  await create(tx, 'revision', (table) =>
    column.number(
      table.addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`)),
      'n',
    ),
  );
  await create(tx, 'changes', (table) =>
    column.number(
      column.text(
        table.addColumn('seq', 'bigint', (c) => c.primaryKey()),
        'kind',
        'id',
      ),
      'at',
    ),
  );
}

async function people({ tx }: MigrationStep): Promise<void> {
  await create(tx, 'workspaces', (table) =>
    column.text(column.maybeText(column.named(table), 'description'), 'status', 'defaults', 'usage_limits', 'rate_limits'),
  );
  await create(tx, 'users', (table) =>
    column.dated(
      column.maybeText(column.text(column.unique(column.id(table), 'email'), 'first_name', 'last_name', 'role', 'status'), 'password'),
    ),
  );
  await create(tx, 'memberships', (table) =>
    column
      .dated(column.text(column.partOf(column.partOf(table, 'workspace_id', 'workspaces'), 'user_id', 'users'), 'role'))
      .addPrimaryKeyConstraint('memberships_pkey', ['workspace_id', 'user_id']),
  );
  await index(tx, 'memberships', 'user_id');
  await create(tx, 'invites', (table) => {
    const told = column.text(column.unique(column.id(table), 'token_hash'), 'email', 'role', 'workspaces', 'status', 'invited_by');
    return column.dated(column.maybeNumber(column.number(column.maybeText(told, 'workspace_api_key'), 'expires_at'), 'accepted_at'));
  });
  await create(tx, 'sessions', (table) => column.number(column.partOf(tokenHash(table), 'user_id', 'users'), 'created_at', 'expires_at'));
  await index(tx, 'sessions', 'user_id');
  await create(tx, 'setup_links', (table) => column.maybeNumber(column.number(tokenHash(table), 'created_at', 'expires_at'), 'used_at'));
}

async function credentials({ tx }: MigrationStep): Promise<void> {
  await create(tx, 'api_keys', (table) => {
    const told = column.text(
      column.id(table),
      'name',
      'type',
      'hint',
      'scopes',
      'defaults',
      'usage_limits',
      'rate_limits',
      'creation_mode',
    );
    const maybe = column.maybeText(told, 'description', 'allowed_models', 'allowed_providers', 'rotation_policy');
    return column.maybeNumber(column.flag(column.mayReferTo(owned(maybe), 'user_id', 'users'), 'root'), 'expires_at');
  });
  await index(tx, 'api_keys', 'workspace_id');
  await index(tx, 'api_keys', 'user_id');
  await create(tx, 'api_key_hashes', (table) =>
    column.number(
      column.maybeNumber(
        column.partOf(
          table.addColumn('hash', 'text', (c) => c.primaryKey()),
          'api_key_id',
          'api_keys',
        ),
        'expires_at',
      ),
      'created_at',
    ),
  );
  await index(tx, 'api_key_hashes', 'api_key_id');
  await create(tx, 'integrations', (table) => {
    const told = column.text(ownedAndNamed(table), 'provider', 'status', 'credential', 'global_access');
    return column.flag(column.maybeText(told, 'description', 'masked_key'), 'allow_all_models');
  });
  await create(tx, 'integration_workspaces', (table) => {
    const both = column.partOf(column.partOf(table, 'integration_id', 'integrations'), 'workspace_id', 'workspaces');
    return column
      .dated(column.text(column.flag(both, 'enabled'), 'usage_limits', 'rate_limits'))
      .addPrimaryKeyConstraint('integration_workspaces_pkey', ['integration_id', 'workspace_id']);
  });
  await index(tx, 'integration_workspaces', 'workspace_id');
  await create(tx, 'integration_models', (table) => {
    const told = column.text(column.partOf(table, 'integration_id', 'integrations'), 'slug');
    const maybe = column.maybeText(told, 'base_model_slug', 'custom_host', 'pricing_config');
    return column
      .dated(column.flag(maybe, 'enabled', 'is_custom', 'is_finetune'))
      .addPrimaryKeyConstraint('integration_models_pkey', ['integration_id', 'slug']);
  });
  await create(tx, 'providers', (table) => {
    const told = column.text(ownedAndNamed(table), 'provider', 'status', 'usage_limits', 'rate_limits');
    const maybe = column.maybeText(told, 'note', 'credential', 'masked_key');
    return column.maybeNumber(column.mayReferTo(maybe, 'integration_id', 'integrations'), 'expires_at');
  });
  await index(tx, 'providers', 'integration_id');
}

async function versioned({ tx, engine }: MigrationStep): Promise<void> {
  await create(tx, 'configs', (table) =>
    column.atVersion(column.flag(column.text(ownedAndNamed(table), 'status'), 'is_default'), engine, 'config_versions'),
  );
  await create(tx, 'config_versions', (table) => column.text(versionOf(table, 'config_id', 'configs'), 'config'));
  await column.bindVersion(tx, engine, 'configs', 'config_versions');
  await create(tx, 'guardrails', (table) => column.atVersion(column.text(ownedAndNamed(table), 'status'), engine, 'guardrail_versions'));
  await create(tx, 'guardrail_versions', (table) => column.text(versionOf(table, 'guardrail_id', 'guardrails'), 'checks', 'actions'));
  await column.bindVersion(tx, engine, 'guardrails', 'guardrail_versions');
}

async function prompts({ tx, engine }: MigrationStep): Promise<void> {
  await create(tx, 'collections', (table) =>
    column.flag(
      column
        .mayReferTo(column.named(table), 'workspace_id', 'workspaces')
        .addColumn('parent_collection_id', 'text', (c) => column.atTheEnd(c.references('collections.id'))),
      'is_default',
    ),
  );
  await index(tx, 'collections', 'parent_collection_id');
  await create(tx, 'labels', (table) => {
    const told = column.maybeText(column.text(column.id(table), 'name'), 'description', 'color_code');
    return column.dated(column.flag(column.mayReferTo(told, 'workspace_id', 'workspaces'), 'is_universal'));
  });
  // Two, because nothing is the same as null.
  await sql`create unique index labels_workspace_id_name on labels (workspace_id, name) where workspace_id is not null`.execute(tx);
  await sql`create unique index labels_name on labels (name) where workspace_id is null`.execute(tx);
  await create(tx, 'prompts', (table) =>
    column.atVersion(
      column.refersTo(column.text(ownedAndNamed(table), 'status'), 'collection_id', 'collections'),
      engine,
      'prompt_versions',
    ),
  );
  await index(tx, 'prompts', 'collection_id');
  await create(tx, 'prompt_versions', (table) => {
    const told = column.text(versionOf(table, 'prompt_id', 'prompts'), 'string', 'parameters', 'kind');
    const maybe = column.maybeText(told, 'virtual_key', 'model', 'functions', 'tools', 'tool_choice', 'template_metadata', 'description');
    return column.flag(maybe, 'is_raw_template');
  });
  await column.bindVersion(tx, engine, 'prompts', 'prompt_versions');
  await create(tx, 'prompt_labels', (table) =>
    column
      .partOf(column.partOf(column.partOf(table, 'prompt_id', 'prompts'), 'label_id', 'labels'), 'version_id', 'prompt_versions')
      .addPrimaryKeyConstraint('prompt_labels_pkey', ['prompt_id', 'label_id']),
  );
  await index(tx, 'prompt_labels', 'label_id');
  await index(tx, 'prompt_labels', 'version_id');
  await create(tx, 'partials', (table) =>
    column.atVersion(
      column.mayReferTo(column.text(ownedAndNamed(table), 'status'), 'collection_id', 'collections'),
      engine,
      'partial_versions',
    ),
  );
  await index(tx, 'partials', 'collection_id');
  await create(tx, 'partial_versions', (table) =>
    column.maybeText(column.text(versionOf(table, 'partial_id', 'partials'), 'string'), 'description'),
  );
  await column.bindVersion(tx, engine, 'partials', 'partial_versions');
}

async function models({ tx }: MigrationStep): Promise<void> {
  await create(tx, 'aliases', (table) => column.dated(column.text(column.id(table), 'provider', 'model', 'sends')));
  await create(tx, 'prices', (table) => column.dated(column.text(column.id(table), 'provider', 'model', 'entry')));
}

async function records({ tx, engine }: MigrationStep): Promise<void> {
  await create(tx, 'usage', (table) =>
    column.number(
      // Dollars have fractions.
      column.id(table).addColumn('used', 'double precision', (c) => c.notNull()),
      'updated_at',
    ),
  );
  await create(tx, 'audit_log', (table) => {
    const numbered =
      engine === 'sqlite'
        ? table.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
        : table.addColumn('seq', 'bigserial', (c) => c.primaryKey());
    const told = column.text(column.unique(numbered, 'id'), 'actor', 'actor_name', 'action', 'resource', 'resource_id');
    return column.number(column.maybeText(told, 'workspace_id', 'before', 'after'), 'at');
  });
  await index(tx, 'audit_log', 'at');
  await index(tx, 'audit_log', 'resource', 'resource_id');
  await create(tx, 'idempotency', (table) =>
    column.number(
      column.text(column.id(table), 'request_hash', 'reply').addColumn('status', 'integer', (c) => c.notNull()),
      'at',
    ),
  );
  await index(tx, 'idempotency', 'at');
}

/** Of what there may be many: a page of them is read in the order in which they were made. */
async function lists({ tx }: MigrationStep): Promise<void> {
  for (const table of ['api_keys', 'providers', 'configs', 'prompts', 'partials', 'users', 'workspaces'] as const)
    await index(tx, table, 'created_at', 'id');
  // Whenever a version is written or goes, its database looks for who stands at it.
  for (const table of ['configs', 'guardrails', 'prompts', 'partials'] as const) await index(tx, table, 'version_id');
}

const tokenHash = (table: TableBuilder) => table.addColumn('token_hash', 'text', (c) => c.primaryKey());

const owned = (table: TableBuilder) => column.authored(column.dated(column.mayReferTo(table, 'workspace_id', 'workspaces')));

const ownedAndNamed = (table: TableBuilder) => column.authored(column.mayReferTo(column.named(table), 'workspace_id', 'workspaces'));

const versionOf = (table: TableBuilder, owner: string, owners: string) =>
  column
    .number(column.text(column.partOf(column.id(table), owner, owners), 'created_by'), 'version', 'created_at')
    .addUniqueConstraint(`${owner}_version`, [owner, 'version']);

async function create(tx: Transaction<Schema>, name: keyof Schema, build: (table: TableBuilder) => TableBuilder): Promise<void> {
  await build(tx.schema.createTable(name) as TableBuilder).execute();
}

async function index(tx: Transaction<Schema>, table: keyof Schema, ...columns: readonly string[]): Promise<void> {
  await tx.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
