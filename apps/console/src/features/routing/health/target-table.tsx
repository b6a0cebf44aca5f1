import { Table, Text } from '@mantine/core';
import type { TargetHealth } from '@sluice/contract';
import Activity from 'lucide-react/icons/activity';
import { useMay } from '../../../session/use-session.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { countOf, percentOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';
import { LinkToLog, LinkToLogs } from '../links.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { standingOf } from './words.ts';

interface Targets {
  readonly targets: readonly TargetHealth[];
  readonly minutes: number;
}

/** How each credential has done. */
export function TargetTable({ targets, minutes }: Targets) {
  if (targets.length === 0)
    return (
      <Empty icon={<Activity size={22} aria-hidden />} title="Nobody was asked in this time">
        As soon as a call has been made it is seen here how those who were asked have done.
      </Empty>
    );
  return (
    <Table.ScrollContainer minWidth={820}>
      <Table aria-labelledby="targets-title">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Target</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col" ta="right">
              Requests
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Failed
            </Table.Th>
            <Table.Th scope="col" ta="right">
              p50
            </Table.Th>
            <Table.Th scope="col" ta="right">
              p90
            </Table.Th>
            <Table.Th scope="col" ta="right">
              p99
            </Table.Th>
            <Table.Th scope="col">Last failure</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {targets.map((target) => (
            <Row key={`${target.virtual_key} ${target.provider}`} target={target} minutes={minutes} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ target, minutes }: { readonly target: TargetHealth; readonly minutes: number }) {
  const {
    virtual_key: key,
    provider,
    requests,
    failures,
    p50_latency: p50,
    p90_latency: p90,
    p99_latency: p99,
    last_failure: last,
  } = target;
  const mayLook = useMay('logs.list');
  const since = new Date(Date.now() - minutes * 60_000).toISOString();
  const filter = {
    ...(key !== null && { virtual_keys: key }),
    ...(key === null && provider !== null && { ai_org: provider }),
    time_of_generation_min: since,
  };
  const name = key === null ? (provider ?? 'a provider that is gone') : `@${key}`;
  return (
    <Table.Tr>
      <Table.Td>
        {mayLook ? (
          <LinkToLogs filter={filter} bold>
            {name}
          </LinkToLogs>
        ) : (
          <Text size="sm" fw={500}>
            {name}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {key === null ? 'all its calls, by whatever credential' : (provider ?? 'its provider is not known any more')}
        </Text>
      </Table.Td>
      <Table.Td>
        <StandingBadge standing={standingOf(target)} />
      </Table.Td>
      <Table.Td ta="right">{countOf(requests)}</Table.Td>
      <Table.Td ta="right">{requests === 0 ? '–' : `${countOf(failures)} (${percentOf(failures / requests)})`}</Table.Td>
      {[p50, p90, p99].map((ms, index) => (
        <Table.Td key={index} ta="right" style={{ whiteSpace: 'nowrap' }}>
          {ms === null ? '–' : durationOf(ms)}
        </Table.Td>
      ))}
      <Table.Td>{last === null ? '–' : <LastFailure last={last} mayLook={mayLook} />}</Table.Td>
    </Table.Tr>
  );
}

function LastFailure({ last, mayLook }: { readonly last: NonNullable<TargetHealth['last_failure']>; readonly mayLook: boolean }) {
  const words = `${last.status}${last.fault === null ? '' : ` ${last.fault}`}`;
  return (
    <Text size="sm">
      {mayLook ? <LinkToLog id={last.log_id}>{words}</LinkToLog> : words}, <Moment at={last.at} />
    </Text>
  );
}
