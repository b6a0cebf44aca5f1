// The store's own suites start their PostgreSQL in the same way.
export { startPostgres, type Cluster } from '@sluice/jest-preset/postgres/cluster.js';
export { describeOnPostgres } from '@sluice/jest-preset/postgres/describe.js';
