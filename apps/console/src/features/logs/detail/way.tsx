import type { Log } from '@sluice/contract';
import { Button, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import Split from 'lucide-react/icons/split';
import { stepWords } from './decision-words.ts';
import { Section } from './section.tsx';

/** Why the request went where it went. */
export function Way({ log }: { readonly log: Log }) {
  const { decision, metrics, experiment, variant, rescued, asked_model: asked } = log;
  const { config, config_version_id: version } = metrics;
  return (
    <Section
      title="Why it went where it went"
      actions={
        config !== null && (
          <Button
            component={Link}
            to="/routing/$slug"
            params={{ slug: config } as never}
            search={{ log: log.id } as never}
            size="xs"
            variant="default"
            leftSection={<Split size={14} aria-hidden />}
          >
            Explain by the config of today
          </Button>
        )
      }
    >
      <Text size="sm">
        {config === null
          ? 'It followed no saved config'
          : `It followed the config ${config}${version === null ? '' : `, version ${version}`}`}
        {asked !== null && metrics.ai_model !== null && `. It asked for ${asked}, and ${metrics.ai_model} was sent`}
        {experiment !== null && `. In the experiment ${experiment} it got the variant ${variant ?? 'none'}`}
        {rescued && '. Another target than the first gave the answer'}.
      </Text>
      {decision.length === 0 ? (
        <Text size="sm" c="dimmed">
          There was nothing to choose.
        </Text>
      ) : (
        <List type="ordered" size="sm" spacing={4}>
          {decision.map((step, index) => {
            const { sentence, why } = stepWords(step);
            return (
              // Steps are never reordered.
              <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
                {sentence}
                {why !== undefined && <Text span inherit c="dimmed">{`: ${why}`}</Text>}
              </List.Item>
            );
          })}
        </List>
      )}
    </Section>
  );
}
