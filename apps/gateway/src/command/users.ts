import { audit } from '../admin/audit.ts';
import { newSetupLink, setupURL } from '../admin/sign-in/setup-link.ts';
import { readGround } from '../ground.ts';
import { openState } from '../state/open-state.ts';
import { CLI } from './cli-actor.ts';
import type { Run } from './command.ts';
import { noWords, subCommands, text } from './sub-command.ts';

const setupLink: Run = async (given) => {
  noWords('users setup-link', given);
  const { settings } = await readGround(process.env, process.cwd());
  const base =
    text(given.options, 'url') ?? `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${settings.port}`;
  const store = await openState(settings);
  try {
    const token = await newSetupLink(store);
    await store.write((writing) =>
      audit(writing, CLI, {
        action: 'setup_links.create',
        resource: 'set-up link',
        id: 'setup-link',
        workspaceId: null,
        before: undefined,
        after: undefined,
      }),
    );
    process.stdout.write(`${setupURL(base.replace(/\/+$/, ''), token)}\n`);
  } finally {
    await store.close();
  }
  return 0;
};

/** `users setup-link`: for whoever has the machine, and lost the first link or the password. */
export const users = subCommands('users', { 'setup-link': setupLink });
