import { mapSecrets } from '../../admin/resources/configs/secret-places.ts';
import { actionsOf, currentVersion, openChecks } from '../../admin/resources/guardrails/versions.ts';
import type { GuardrailEntry } from '../../config-file/entries.ts';
import { hidden } from './configs.ts';
import { escaped, telling } from './escaped.ts';
import type { Source } from './source.ts';

/** All guardrails that can be used, in the version that counts. */
export async function exportGuardrails({ store, names, variables, leaveOut }: Source): Promise<readonly GuardrailEntry[]> {
  const rows = await store.db.selectFrom('guardrails').selectAll().orderBy('created_at').orderBy('id').execute();
  const entries: GuardrailEntry[] = [];
  for (const row of rows) {
    if (row.status !== 'active') {
      leaveOut(`the guardrail "${row.slug}"`, 'it is archived');
      continue;
    }
    const version = await currentVersion(row, store.db);
    const checks = openChecks(version, store.vault).map((check, index) => {
      const secrets = new Map<string, unknown>();
      const inside = { override_params: check.parameters ?? {} };
      mapSecrets(
        inside,
        () => undefined,
        (secret, path) => secrets.set(path, secret),
      );
      const { override_params: parameters } = mapSecrets(
        escaped(inside),
        () => undefined,
        (_, path) =>
          hidden(secrets.get(path), (text) =>
            variables.hide(text, 'GUARDRAIL', row.slug, String(index + 1), path.replace('.override_params.', '')),
          ),
      );
      return telling({ id: check.id, name: escaped(check.name), parameters, is_enabled: check.is_enabled });
    });
    entries.push(
      telling({
        slug: row.slug,
        name: row.name === row.slug ? undefined : escaped(row.name),
        workspace: names.workspace(row.workspace_id),
        checks,
        actions: telling({ ...escaped(actionsOf(version)) }),
      }) as unknown as GuardrailEntry,
    );
  }
  return entries;
}
