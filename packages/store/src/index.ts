// The types of this package name Node’s, and a project may not have asked for them.
/// <reference types="node" preserve="true" />

/**
 * The database of the gateway: one schema on SQLite and PostgreSQL, its changes, and its secrets under a key ring.
 *
 * @module
 */

export { openStore, type StoreOptions } from './open-store.ts';
export { migrate, migrationStatus } from './migrations/migrate.ts';
export type { MigrationPlan } from './migrations/steps.ts';
export { backup, type BackupSummary } from './backup/backup.ts';
export { restore, type RestoreOptions } from './backup/restore.ts';
export { rotateSecrets, type Rotation } from './secrets/rotate.ts';
export { isStoreError, StoreError, type StoreErrorKind } from './store-error.ts';
export { spanOfId } from './logs/span-of-id.ts';
export type { ChangesSince, Store, Writing } from './store.ts';
export type { Vault } from './secrets/vault.ts';
export { SEALED_COLUMNS, type Place, type SealedTable } from './secrets/place.ts';
export type { EncryptionKey } from './secrets/keyring.ts';
export { UNIVERSAL_LABELS } from './migrations/seed.ts';
export type * from './schema.ts';
