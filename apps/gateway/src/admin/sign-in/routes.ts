import type { AcceptInvite, ChangePassword, SetUp, SignIn } from '@sluice/contract';
import Joi from 'joi';
import { audit } from '../audit.ts';
import type { AdminMeans } from '../means.ts';
import { route, type AdminRoute } from '../route.ts';
import { acceptInvite } from './accept.ts';
import { changePassword } from './change-password.ts';
import { ACCEPT_INVITE, ACCEPTED, CHANGE_PASSWORD, SESSION, SET_UP, SIGN_IN } from './schema.ts';
import { endSession, noCookie, tokenIn } from './session.ts';
import { viewSession } from './session-view.ts';
import { setUp } from './set-up.ts';
import { signIn } from './sign-in.ts';

const tag = 'Signing in';

/** The addresses by which people sign in, and out. They are the console's; programs use keys. */
export function signInRoutes(means: AdminMeans): readonly AdminRoute[] {
  const { store } = means;
  return [
    route<SetUp>({
      method: 'POST',
      path: '/admin/setup',
      summary: 'Become an owner by a set-up link, and be signed in',
      tag,
      policy: { kind: 'public', why: 'there is nobody yet; the link, used once, is the proof' },
      body: SET_UP,
      reply: SESSION,
      handle: (asked) => setUp(asked, means),
    }),
    route<AcceptInvite>({
      method: 'POST',
      path: '/admin/invites/accept',
      summary: 'Become a user by an invite, and be signed in',
      tag,
      policy: { kind: 'public', why: 'the invited are nobody yet; the link, used once, is the proof' },
      body: ACCEPT_INVITE,
      reply: ACCEPTED,
      handle: (asked) => acceptInvite(asked, means),
    }),
    route<SignIn>({
      method: 'POST',
      path: '/admin/sessions',
      summary: 'Sign in: the reply sets a cookie, which the console asks by',
      tag,
      policy: { kind: 'public', why: 'the password is the proof, and attempts are counted' },
      body: SIGN_IN,
      reply: SESSION,
      handle: (asked) => signIn(asked, means),
    }),
    route({
      method: 'GET',
      path: '/admin/session',
      summary: 'Who asks, and what they may do where',
      tag,
      policy: { kind: 'known' },
      reply: SESSION,
      handle: ({ principal, cookie }) =>
        store.read(async (db) => ({ body: await viewSession(principal, principal.key ? undefined : tokenIn(cookie), store, db) })),
    }),
    route({
      method: 'DELETE',
      path: '/admin/session',
      summary: 'Sign out',
      tag,
      policy: { kind: 'known' },
      reply: Joi.object({}),
      async handle({ principal, cookie, baseURL }) {
        const token = principal.key ? undefined : tokenIn(cookie);
        if (token === undefined || principal.userId === undefined) return { body: {} };
        const { userId } = principal;
        await store.write(async (writing) => {
          await endSession(token, store, writing);
          await audit(writing, principal, {
            action: 'sessions.delete',
            resource: 'session',
            id: userId,
            workspaceId: null,
            before: undefined,
            after: undefined,
          });
        });
        return { body: {}, headers: { 'set-cookie': noCookie(baseURL) } };
      },
    }),
    route<ChangePassword>({
      method: 'PUT',
      path: '/admin/password',
      summary: 'Change the password of who is signed in; all other sessions end',
      tag,
      policy: { kind: 'known' },
      body: CHANGE_PASSWORD,
      reply: SESSION,
      handle: (asked) => changePassword(asked, means),
    }),
  ];
}
