import { Table, Text } from '@mantine/core';
import type { BreakerView } from '@sluice/contract';
import { Moment } from '../../../ui/moment.tsx';
import { countOf } from '../../../ui/words-for-numbers.ts';
import { LinkToConfig } from '../links.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { stateWords } from './words.ts';

/** More than these nobody reads; open ones come first. */
const MOST_SHOWN = 200;

const WORST: readonly BreakerView['state'][] = ['open', 'half_open', 'closed'];

/** Circuits, those that are open first. */
export function BreakerTable({ breakers }: { readonly breakers: readonly BreakerView[] }) {
  if (breakers.length === 0)
    return (
      <Text size="sm">
        None has seen a request yet. A strategy with <code>{'"cb_config": { "failure_threshold": 5 }'}</code> keeps requests away from a
        target that fails too often.
      </Text>
    );
  const inOrder = [...breakers].sort(
    (left, right) => WORST.indexOf(left.state) - WORST.indexOf(right.state) || right.failures - left.failures,
  );
  return (
    <>
      <Table.ScrollContainer minWidth={640}>
        <Table aria-labelledby="breakers-title">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Config</Table.Th>
              <Table.Th scope="col">Target</Table.Th>
              <Table.Th scope="col">Model</Table.Th>
              <Table.Th scope="col">State</Table.Th>
              <Table.Th scope="col" ta="right">
                Failed lately
              </Table.Th>
              <Table.Th scope="col">Opened</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inOrder.slice(0, MOST_SHOWN).map(({ config, target, model, state, requests, failures, opened_at: opened }) => (
              <Table.Tr key={`${config} ${target} ${model}`}>
                <Table.Td>
                  <LinkToConfig slug={config}>{config}</LinkToConfig>
                </Table.Td>
                <Table.Td ff="monospace" fz="sm">
                  {target}
                </Table.Td>
                <Table.Td>{model ?? 'any'}</Table.Td>
                <Table.Td>{state === 'open' ? <StandingBadge standing="open" /> : stateWords(state)}</Table.Td>
                <Table.Td ta="right">
                  {countOf(failures)} of {countOf(requests)}
                </Table.Td>
                <Table.Td>{opened === null ? '–' : <Moment at={opened} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {breakers.length > MOST_SHOWN && (
        <Text size="sm" c="dimmed">
          The worst {MOST_SHOWN} of {countOf(breakers.length)}.
        </Text>
      )}
    </>
  );
}
