import type { Cluster } from './cluster.js';

/**
 * A suite on a PostgreSQL of its own. Where that is not installed the suite is left out by name, and in CI, where
 * everything is installed, it fails instead.
 */
export declare function describeOnPostgres(name: string, suite: (cluster: () => Cluster) => void): void;
