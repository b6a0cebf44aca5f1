import type { Log } from '@sluice/contract';
import { Anchor, Code, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Section } from './section.tsx';

const SOURCES = {
  gateway: 'A call through this gateway',
  shadow: 'A shadow of another call',
  replay: 'A call that was sent again',
  api: 'Told by the API: the gateway did not make it',
  otel: 'Told by OpenTelemetry: the gateway did not make it',
} as const;

/** Who made the request, and by which names it is found elsewhere. */
export function About({ log }: { readonly log: Log }) {
  const { metrics } = log;
  const found = (search: object, words: string) => (
    <Anchor component={Link} to="/logs" search={search as never} size="sm" underline="always">
      {words}
    </Anchor>
  );
  return (
    <Section title="Who and what">
      <Table aria-label="Who made the request, and its names" layout="fixed">
        <Table.Tbody>
          <Row name="Record">
            <Id id={log.id} what="the id of the record" />
          </Row>
          <Row name="Trace">
            <Anchor component={Link} to="/traces/$id" params={{ id: metrics.trace_id } as never} size="sm">
              {metrics.trace_id}
            </Anchor>
          </Row>
          <Row name="API key">
            {metrics.api_key_id === null ? 'None' : found({ api_key_ids: metrics.api_key_id }, log.api_key_name ?? metrics.api_key_id)}
          </Row>
          <Row name="Virtual key">
            {metrics.virtual_key === null ? 'None' : found({ virtual_keys: metrics.virtual_key }, metrics.virtual_key)}
          </Row>
          <Row name="Model">
            {metrics.ai_model === null ? 'None' : found({ ai_model: metrics.ai_model }, metrics.ai_model)}
            {metrics.ai_org !== null && <> at {found({ ai_org: metrics.ai_org }, metrics.ai_org)}</>}
          </Row>
          {metrics.prompt_slug !== null && (
            <Row name="Prompt">
              <Anchor component={Link} to="/prompts/$slug" params={{ slug: metrics.prompt_slug } as never} size="sm">
                {metrics.prompt_slug}
              </Anchor>
            </Row>
          )}
          <Row name="Workspace">{metrics.workspace_slug ?? 'None'}</Row>
          <Row name="Source">{SOURCES[metrics.source]}</Row>
          {metrics.sdk_version !== null && (
            <Row name="Client">
              {metrics.sdk_version}
              {metrics.runtime !== null && `, ${metrics.runtime} ${metrics.runtime_version ?? ''}`}
            </Row>
          )}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

const Row = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <Table.Tr>
    <Table.Th scope="row" w={120}>
      {name}
    </Table.Th>
    <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
  </Table.Tr>
);

const Id = ({ id, what }: { readonly id: string; readonly what: string }) => (
  <>
    <Code>{id}</Code> <CopyButton text={id} what={what} />
  </>
);
