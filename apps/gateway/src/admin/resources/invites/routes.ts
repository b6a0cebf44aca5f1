import Joi from 'joi';
import { refused } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import type { AdminMeans } from '../../means.ts';
import { once } from '../../once.ts';
import { deed } from '../../deed.ts';
import { findFor } from '../../find-for.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import { route, type AdminRoute } from '../../route.ts';
import { requireMayGive } from './inviter.ts';
import { INVITE_LIFE_MS, linkTo, newInviteToken } from './link.ts';
import { defineInvites } from './resource.ts';
import { INVITE_LINK } from './schema.ts';
import { viewInvite } from './view.ts';

/** The addresses of invites, but for the one that accepts: see `sign-in`. */
export function inviteRoutes(means: AdminMeans): readonly AdminRoute[] {
  const { store, hash } = means;
  const resource = defineInvites(means);
  return [
    ...resourceRoutes(resource, means),
    route({
      method: 'POST',
      path: '/admin/users/invites/:key/resend',
      summary: 'Make a new link for an invite; the old one leads nowhere from then on',
      tag: 'Users',
      policy: { kind: 'scopes', scopes: ['organisation_users.update'] },
      body: Joi.object({ invite_id: Joi.any().strip() }),
      reply: INVITE_LINK,
      handle: (asked) =>
        store.write(async (writing) => {
          const { principal, params, baseURL } = asked;
          const { tx, now } = writing;
          const row = await findFor(resource, params['key']!, 'update', principal, tx);
          // Whoever makes the link holds it, and could follow it.
          await requireMayGive(principal, row, means, tx);
          return once(asked, 'POST /admin/users/invites/resend', store.vault, writing, async () => {
            if (row.status !== 'pending') throw refused('conflict', `This invite is ${row.status}: make a new one`, 'id', row.status);
            const token = newInviteToken();
            const changes = { token_hash: hash(token), expires_at: now + INVITE_LIFE_MS, invited_by: principal.actor, updated_at: now };
            await tx.updateTable('invites').set(changes).where('id', '=', row.id).execute();
            await audit(writing, principal, deed(resource, 'resend', row, viewInvite(row, now), viewInvite({ ...row, ...changes }, now)));
            return { body: { ...linkTo(row.id, token, baseURL) } };
          });
        }),
    }),
  ];
}
