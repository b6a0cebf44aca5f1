import { StoreError } from '../store-error.ts';

/** Where the database is, and in which of its schemas the tables are. */
export interface PostgresAddress {
  readonly connectionString: string;
  /** Undefined: as the server has it for this user, or as `options` of the address say. */
  readonly schema: string | undefined;
}

/** `postgres://…?schema=sluice`: the schema is ours, everything else is for the driver. @throws StoreError `wrong_url` */
export function postgresAddress(url: string): PostgresAddress {
  try {
    const address = new URL(url);
    const schema = address.searchParams.get('schema') ?? address.searchParams.get('search_path') ?? undefined;
    address.searchParams.delete('schema');
    address.searchParams.delete('search_path');
    return { connectionString: address.href, schema };
  } catch {
    // Without the cause, which quotes the address, and with it the password.
    throw new StoreError('wrong_url', 'The database’s address is not one: postgres://user:password@host:5432/sluice');
  }
}
