import { Anchor, Group, List, Stack, Text, Title } from '@mantine/core';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';
import type { ExplainedTarget, Explanation } from './explanation.ts';
import { notesOf, summaryOf, whoIs } from './words.ts';

interface Shown {
  readonly explanation: Explanation;
  readonly onPick: (label: string) => void;
}

/** An explanation step by step: what it comes to, each condition and choice, and every target. */
export function Explained({ explanation, onPick }: Shown) {
  const { conditions, decisions, targets, estimate, needs, variant } = explanation;
  const inOrder = [...targets].sort((left, right) => (left.turn ?? Infinity) - (right.turn ?? Infinity));
  return (
    <Stack gap="md">
      <Text fw={600} data-testid="explained-summary">
        {summaryOf(explanation)}
      </Text>
      <Text size="sm" c="dimmed">
        It needs {needs.join(', ') || 'nothing in particular'}; about {countOf(estimate.input_tokens)} tokens go in
        {estimate.output_tokens === null ? '' : `, at most ${countOf(estimate.output_tokens)} come out`}.
        {variant !== null && ` Its variant is “${variant}”.`}
      </Text>
      {conditions.length > 0 && (
        <section>
          <Title order={3} size="h5">
            Conditions
          </Title>
          <List size="sm" type="ordered">
            {conditions.map(({ fork, index, holds, text, target }) => (
              <List.Item key={`${fork} ${index}`}>
                <b>{holds ? 'Holds' : 'Does not hold'}</b>: {text} → <Place label={target} onPick={onPick} />
              </List.Item>
            ))}
          </List>
        </section>
      )}
      {decisions.length > 0 && (
        <section>
          <Title order={3} size="h5">
            Why
          </Title>
          <List size="sm" type="ordered">
            {decisions.map((each, index) => (
              <List.Item key={index}>
                <Place label={each.target} onPick={onPick} />: {each.kind === 'chosen' ? each.why : `passed over, since ${each.reason}`}
              </List.Item>
            ))}
          </List>
        </section>
      )}
      <section>
        <Title order={3} size="h5" mb={4}>
          Targets
        </Title>
        <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
          {inOrder.slice(0, MOST_SHOWN).map((target) => (
            <TargetItem key={target.target} target={target} onPick={onPick} />
          ))}
        </Stack>
        {inOrder.length > MOST_SHOWN && (
          <Text size="sm" c="dimmed">
            and {inOrder.length - MOST_SHOWN} more, which are not shown
          </Text>
        )}
      </section>
    </Stack>
  );
}

const MOST_SHOWN = 100;

function TargetItem({ target, onPick }: { readonly target: ExplainedTarget; readonly onPick: (label: string) => void }) {
  const { turn, cost_usd: cost, target: label } = target;
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="baseline" gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <b>{turn === null ? 'Not asked' : `${turn}.`}</b> {whoIs(target)}
        </Text>
        <Text size="sm" style={{ flexShrink: 0 }}>
          {cost === null ? 'cost not known' : `about ${moneyOf(cost * 100)}`}
        </Text>
      </Group>
      <Place label={label} onPick={onPick} />
      {notesOf(target).map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </li>
  );
}

const Place = ({ label, onPick }: { readonly label: string; readonly onPick: (label: string) => void }) => (
  <Anchor component="button" type="button" size="xs" ff="monospace" onClick={() => onPick(label)}>
    {label}
  </Anchor>
);
