import type { CatalogueProvider } from '@sluice/contract';
import { Code, Stack, Text } from '@mantine/core';
import type { Reply } from '../../api/ask.ts';
import { useHere, useMay, useWorkPlace } from '../../session/use-session.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { BudgetBar } from './budget-bar.tsx';
import { DependentsList } from './dependents-list.tsx';
import { Facts } from './facts.tsx';
import { wordsForRate } from '../../ui/limits/limits.ts';
import { RecentUse } from './recent-use.tsx';
import { Section } from './section.tsx';
import { StandingBadge } from './standing.tsx';
import { TryIt } from './try-it.tsx';
import { canBeTried } from './try-virtual-key.ts';

interface DetailParts {
  readonly shown: Reply<'GET /v1/virtual-keys/{key}'>;
  readonly provider: CatalogueProvider | undefined;
}

/** What is known of one virtual key. */
export function ProviderDetail({ shown, provider }: DetailParts) {
  const { workspaces } = useHere().session;
  const workPlace = useWorkPlace();
  const place = workspaces.find(({ id }) => id === shown.workspace_id) ?? workPlace;
  const mayCall = useMay('completions.write');
  const mayLook = useMay('analytics.view');
  const fields = Object.entries(shown.model_config ?? {}).map(([name, value]) => [
    provider?.fields.find((field) => field.name === name)?.label ?? name,
    typeof value === 'string' ? value : <Code key={name}>{JSON.stringify(value)}</Code>,
  ]);
  return (
    <Stack gap="xl">
      <Facts
        label="About it"
        of={{
          State: <StandingBadge standing={shown.status} />,
          'Calls name it': (
            <>
              <Code>@{shown.slug}</Code> <CopyButton text={`@${shown.slug}`} what="the name" />
            </>
          ),
          Provider: provider?.name ?? shown.ai_provider_name,
          Key: shown.masked_api_key === null ? 'none' : <Code>{shown.masked_api_key}</Code>,
          ...(shown.integration_id !== null && { Integration: `${shown.integration_id}, whose key is lent` }),
          ...Object.fromEntries(fields),
          Workspace: workspaces.find(({ id }) => id === shown.workspace_id)?.name ?? 'everybody’s',
          Note: shown.note ?? undefined,
          Ends: shown.expires_at ? <Moment at={shown.expires_at} /> : 'never',
          Made: shown.created_at ? <Moment at={shown.created_at} /> : 'in the config file',
        }}
      />
      {mayCall && place && shown.status === 'active' && canBeTried(provider?.operations ?? []) && (
        <Section title="Try it">
          <Text size="sm" c="dimmed">
            One tiny call, which counts as yours in {place.name}.
          </Text>
          <TryIt slug={shown.slug} workspace={place.slug} operations={provider?.operations ?? []} />
        </Section>
      )}
      {mayLook && (
        <Section title="The last seven days">
          <RecentUse by="virtual-keys" name={shown.slug} />
        </Section>
      )}
      <Section title="Limits">
        {shown.usage_limits && mayLook && (
          <BudgetBar limit={shown.usage_limits} made={shown.created_at ?? new Date(0).toISOString()} of={{ virtual_keys: shown.slug }} />
        )}
        {shown.rate_limits.map((rate) => (
          <Text key={`${rate.type} ${rate.unit}`} size="sm">
            {wordsForRate(rate)}
          </Text>
        ))}
        {!shown.usage_limits && shown.rate_limits.length === 0 && (
          <Text size="sm" c="dimmed">
            Neither a budget nor a rate.
          </Text>
        )}
      </Section>
      <Section title="What depends on it">
        <DependentsList slug={shown.slug} />
      </Section>
    </Stack>
  );
}
