import type { InviteLink } from '@sluice/contract';
import { randomBytes } from 'node:crypto';

/** How long an invite can be accepted. */
export const INVITE_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** What an invite's link is made of; kept as a hash only. */
export const newInviteToken = (): string => randomBytes(32).toString('base64url');

/** The link as its maker is told it. Nothing is mailed from here. */
export function linkTo(id: string, token: string, baseURL: string): InviteLink {
  const link = `${baseURL}/console/invite?token=${token}`;
  return { id, invite_link: link, inviteLink: link };
}
