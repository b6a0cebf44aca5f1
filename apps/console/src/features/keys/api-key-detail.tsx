import type { ApiKeyView } from '@sluice/contract';
import { Anchor, Badge, Code, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useHere, useMay } from '../../session/use-session.ts';
import { Moment } from '../../ui/moment.tsx';
import { BudgetBar } from './budget-bar.tsx';
import { Facts } from './facts.tsx';
import { wordsForRate } from '../../ui/limits/limits.ts';
import { OWNER_WORDS } from './api-key-table.tsx';
import { RecentUse } from './recent-use.tsx';
import { Section } from './section.tsx';
import { StandingBadge } from './standing.tsx';
import { useLastUse } from './use-last-use.ts';

/** What is known of one API key. */
export function ApiKeyDetail({ shown }: { readonly shown: ApiKeyView }) {
  const { session } = useHere();
  const mayLook = useMay('analytics.view');
  const lastUse = useLastUse('api-keys', [shown.id]);
  const { config_id: config, metadata, allow_config_override: mayOverride, log_bodies: keeps } = shown.defaults;
  return (
    <Stack gap="xl">
      <Facts
        label="About it"
        of={{
          State: <StandingBadge standing={shown.status} />,
          Key: <Code>{shown.key}</Code>,
          Of: OWNER_WORDS[shown.type],
          Workspace: session.workspaces.find(({ id }) => id === shown.workspace_id)?.name ?? shown.workspace_id ?? undefined,
          'Last used': <Moment at={lastUse(shown.id)} />,
          Description: shown.description || undefined,
          'Default config': config ? (
            <Anchor component={Link} to={`/routing/${config}`} size="sm">
              {config}
            </Anchor>
          ) : (
            'none'
          ),
          Config: mayOverride === false ? 'calls may bring no other' : undefined,
          Metadata:
            metadata && Object.keys(metadata).length > 0
              ? Object.entries(metadata)
                  .map(([name, value]) => `${name}: ${value}`)
                  .join(', ')
              : undefined,
          Bodies: keeps === false ? 'not kept in the log' : undefined,
          Models: shown.allowed_models?.join(', '),
          Providers: shown.allowed_providers?.join(', '),
          Ends: shown.expires_at ? <Moment at={shown.expires_at} /> : 'never',
          Made: <Moment at={shown.created_at} />,
        }}
      />
      {mayLook && (
        <Section title="The last seven days">
          <RecentUse by="api-keys" name={shown.id} />
        </Section>
      )}
      <Section title="Limits">
        {shown.usage_limits && mayLook && <BudgetBar limit={shown.usage_limits} made={shown.created_at} of={{ api_key_ids: shown.id }} />}
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
      <Section title="What it may do">
        {shown.root ? (
          <Text size="sm">Everything.</Text>
        ) : (
          <Group gap={6}>
            {shown.scopes.map((scope) => (
              <Badge key={scope} variant="default" tt="none" fw={400}>
                {scope}
              </Badge>
            ))}
          </Group>
        )}
      </Section>
    </Stack>
  );
}
