import { controlPlane } from './0001-control-plane.ts';
import type { Migration } from './migration.ts';

/** All steps of the schema in their order. */
export const MIGRATIONS: readonly Migration[] = [controlPlane];
