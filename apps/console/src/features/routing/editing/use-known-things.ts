import { useMemo } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import type { KnownThing, KnownThings } from '../language/known-things.ts';
import { useModels } from './use-models.ts';

/** More than these nobody scrolls through; typing narrows them. */
const MOST = 1_000;
const FRESH_MS = 60_000;

/** What a config may name in a workspace. Of what somebody may not list there is nothing. @param workspace A slug. */
export function useKnownThings(workspace: string | undefined): KnownThings {
  const models = useModels(workspace);
  const query = { page_size: MOST, ...(workspace !== undefined && { workspace_id: workspace }) };
  const once = (enabled: boolean) => ({ enabled, freshFor: FRESH_MS });
  const virtualKeys = useAsk('GET /v1/virtual-keys', { query }, once(useMay('virtual_keys.list')));
  const guardrails = useAsk('GET /v1/guardrails', { query }, once(useMay('guardrails.list')));
  const prompts = useAsk('GET /v1/prompts', { query }, once(useMay('prompts.list')));
  const aliases = useAsk('GET /v1/admin/aliases', { query: { page_size: MOST } }, once(useMay('aliases.list')));
  const catalogue = useAsk('GET /v1/admin/catalogue', {}, { freshFor: FRESH_MS });
  return useMemo(
    () => ({
      virtualKeys: (virtualKeys.data?.data ?? []).map(({ slug, name, ai_provider_name: provider }) => thing(slug, name, provider)),
      providers: (catalogue.data?.data ?? []).filter(({ not_served: why }) => why === null).map(({ slug, name }) => thing(slug, name)),
      models: [...(aliases.data?.data ?? []).map(({ model, sends }) => ({ text: model, about: `alias of ${sends}` })), ...models],
      guardrails: (guardrails.data?.data ?? []).map(({ slug, name }) => thing(slug, name)),
      prompts: (prompts.data?.data ?? []).map(({ slug, name }) => thing(slug, name)),
    }),
    [virtualKeys.data, catalogue.data, aliases.data, models, guardrails.data, prompts.data],
  );
}

const thing = (slug: string, name: string, provider?: string): KnownThing => ({
  text: slug,
  about: [name === slug ? '' : name, provider ?? ''].filter((part) => part !== '').join(', '),
});
