import type { CapabilityFinding, CapabilityManifest } from '@sluice/provider-sdk';
import type { Report } from './report.ts';

/**
 * What reports come to for the router. Providers stand in the order of their slugs, the rest in the kit's own: the same finds give the same file.
 *
 * What failed as the adapter's `differences` say is `failed` here too: declared or not, whoever needs it does not get it. The router
 * then prefers a target that can, and asks this one where there is no other, since nothing is refused; so a `reasoning_effort` that
 * is dropped costs nobody an answer.
 */
export function manifestOf(reports: Report | readonly Report[]): CapabilityManifest {
  const all = [reports].flat().toSorted((one, other) => (one.provider < other.provider ? -1 : 1));
  return { spec: 1, providers: Object.fromEntries(all.map((report) => [report.provider, findingsOf(report)])) };
}

function findingsOf({ cells }: Report): CapabilityManifest['providers'][string] {
  const surfaces: Record<string, Record<string, CapabilityFinding>> = {};
  for (const { surface, feature, status } of cells) {
    if (status !== 'untested') (surfaces[surface] ??= {})[feature] = status;
  }
  return surfaces;
}

/** The text of the file. */
export const manifestText = (manifest: CapabilityManifest): string => `${JSON.stringify(manifest, null, 2)}\n`;
