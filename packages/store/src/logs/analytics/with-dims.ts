import { sql } from 'kysely';

/**
 * Joins facts `f` to what they have in common, `d`. By a sum, so that PostgreSQL does not go from each of `log_dims` to its
 * sums: their index begins with the time, and all of the time would be gone through for each.
 */
export const WITH_DIMS = sql`join log_dims d on d.id = f.dims + 0`;
