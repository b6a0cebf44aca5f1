import type { Extensions, Guardrail } from '@sluice/core';
import { SettingsError } from '../../settings/environment.ts';
import type { GuardrailEntry } from '../entries.ts';
import type { Workspaces } from './workspaces.ts';

/** @throws SettingsError for one that can stand neither before a request nor after it. */
export async function buildGuardrails(
  entries: readonly GuardrailEntry[],
  { extensions, workspaces }: { readonly extensions: Extensions; readonly workspaces: Workspaces },
): Promise<ReadonlyMap<string, Guardrail>> {
  if (entries.length === 0) return new Map();
  const { readGuardrail } = await import('@sluice/core/config');
  return new Map(
    entries.map(({ slug, checks, actions, workspace }, index) => {
      const place = `guardrails[${index}]`;
      const sides = readGuardrail({ slug, checks, actions }, extensions.checks);
      if (!sides.input.ok && !sides.output.ok) throw new SettingsError(`${place}.checks`, sides.input.reason);
      const openTo = workspaces.openTo(workspace === undefined ? undefined : [workspace], `${place}.workspace`);
      return [slug, { id: `file:${slug}`, slug, versionId: `${slug}@1`, ...sides, workspaces: openTo }];
    }),
  );
}
