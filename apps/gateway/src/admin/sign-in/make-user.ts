import type { OrganisationRole, Writing } from '@sluice/store';
import { randomUUID } from 'node:crypto';

/** A user as it is first written down. */
export interface NewUser {
  readonly email: string;
  readonly role: OrganisationRole;
  readonly password: string;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** Writes down a user. @returns Its id. */
export async function makeUser({ email, role, password, first = '', last = '' }: NewUser, { tx, changed, now }: Writing): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('users')
    .values({
      id,
      email: email.toLowerCase(),
      first_name: first,
      last_name: last,
      role,
      status: 'active',
      password,
      created_at: now,
      updated_at: now,
    })
    .execute();
  changed('users', id);
  return id;
}
