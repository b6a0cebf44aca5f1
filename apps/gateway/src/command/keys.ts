import { SettingsError } from '../settings/environment.ts';
import type { Run } from './command.ts';
import { gatewayClient } from './gateway-client.ts';
import { needed, noWords, subCommands, text } from './sub-command.ts';

const TYPES: Readonly<Record<string, string>> = {
  'organisation-service': 'organisation/service',
  'workspace-service': 'workspace/service',
  'workspace-user': 'workspace/user',
};

/** What a key may do when nobody says. */
const CALLING = 'completions.write,prompts.render,logs.write';

const create: Run = async (given) => {
  noWords('keys create', given);
  const { options } = given;
  const workspace = text(options, 'workspace');
  const type = text(options, 'type') ?? (workspace === undefined ? 'organisation-service' : 'workspace-service');
  const address = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (address === undefined) throw new SettingsError('--type', `"${type}" is none of ${Object.keys(TYPES).join(', ')}`);
  const config = text(options, 'config');
  const user = text(options, 'user');
  const made = await gatewayClient(options).done('POST', `/api-keys/${address}`, {
    name: needed(options, 'name'),
    scopes: list(text(options, 'scopes') ?? CALLING),
    ...(workspace !== undefined && { workspace_id: workspace }),
    ...(user !== undefined && { user_id: user }),
    ...(config !== undefined && { defaults: { config_id: config } }),
    ...expiry(text(options, 'expires')),
  });
  const { id, key } = made as { id: string; key: string };
  process.stdout.write(options['json'] === true ? `${JSON.stringify({ id, key }, null, 2)}\n` : `${key}\n`);
  return 0;
};

/** `keys create`: has a running gateway make a key, and prints it, this once. */
export const keys = subCommands('keys', { create });

const list = (csv: string): readonly string[] =>
  csv
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);

function expiry(given: string | undefined): { expires_at?: string } {
  if (given === undefined) return {};
  const at = new Date(given);
  if (Number.isNaN(at.getTime()))
    throw new SettingsError('--expires', `"${given}" is not a day such as 2030-01-31, nor a time of ISO 8601`);
  return { expires_at: at.toISOString() };
}
