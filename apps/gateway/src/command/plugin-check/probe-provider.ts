import { manifestOf, runKit, type Problem, type Report } from '@sluice/provider-testkit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { OpenedPlugin } from './open-plugin.ts';
import { probeHuge } from './probe-huge.ts';
import type { Probed } from './probed.ts';
import type { ProviderToProbe } from './under-probe.ts';
import { untriedOf } from './untried.ts';
import { problemsOf } from './wrongs.ts';

/** Tries a provider with the test kit: by the replies that its package has, and by what callers and providers get wrong. */
export async function probeProvider({ provider, watch }: ProviderToProbe, plugin: OpenedPlugin): Promise<Probed> {
  const replies = plugin.providers.length > 1 ? join(plugin.replies, provider.id) : plugin.replies;
  let report: Report;
  try {
    report = await runKit(provider, { replies });
  } catch (error) {
    // The kit asks for the address before it tries anything.
    if (watch.wrongs.length === 0) throw error;
    return { problems: problemsOf(provider.id, watch.wrongs, []) };
  }
  probeHuge(provider);
  const found = manifestOf(report).providers[provider.id];
  const stale = staleManifest({ slug: provider.id, told: plugin.capabilities[provider.id], found, replies });
  return { report, problems: [...problemsOf(provider.id, watch.wrongs, report.problems), ...stale], untried: untriedOf(report, plugin) };
}

interface ManifestFound {
  readonly slug: string;
  readonly told: object | undefined;
  readonly found: object | undefined;
  readonly replies: string;
}

/** Only who has the replies can tell whether the manifest is what they come to. */
function staleManifest({ slug, told, found, replies }: ManifestFound): readonly Problem[] {
  if (told === undefined || !existsSync(replies) || isDeepStrictEqual(told, found)) return [];
  const said = 'its capability manifest is not what its replies come to';
  return [{ place: `provider ${slug}`, said, cure: 'run provider-testkit, which writes it' }];
}
