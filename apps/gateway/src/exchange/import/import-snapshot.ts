import type { GatewayClient } from '../../command/gateway-client.ts';
import { importApiKeys } from './api-keys.ts';
import { importConfigs } from './configs.ts';
import { importCollections, importLabels } from './folders.ts';
import { importGuardrails } from './guardrails.ts';
import { Importing } from './importing.ts';
import { importPartials, importPrompts } from './prompts.ts';
import type { Report } from './report.ts';
import type { Snapshot } from './snapshot.ts';
import { importCredentials } from './virtual-keys.ts';
import { importDefaults, importWorkspaces } from './workspaces.ts';

/** Makes here what Portkey has, under the same slugs. What is here already is left as it is, so that it can be done again. */
export async function importSnapshot({ items, unread }: Snapshot, client: GatewayClient, dryRun: boolean): Promise<Report> {
  const importing = new Importing(client, dryRun, items);
  await importWorkspaces(importing);
  await importCredentials(importing);
  await importGuardrails(importing);
  await importConfigs(importing);
  await importDefaults(importing);
  await importLabels(importing);
  await importCollections(importing);
  await importPartials(importing);
  await importPrompts(importing);
  await importApiKeys(importing);
  const { outcomes, toDo, keys } = importing;
  return { outcomes, unread, toDo, keys };
}
