import type { StartView } from '@sluice/contract';
import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../../api/queries.ts';
import { useWorkPlace } from '../../session/use-session.ts';
import { ArrivalStep } from './arrival-step.tsx';
import { KeyStep } from './key-step.tsx';
import { newest } from './newest.ts';
import { ProviderStep } from './provider-step.tsx';
import { SnippetStep } from './snippet-step.tsx';
import { Step } from './step.tsx';
import { useFirstModel } from './use-first-model.ts';
import { CALLS, useTail } from './use-tail.ts';

const SHOWN = 5;

interface FirstStepsParts {
  readonly start: StartView;
  readonly client: string;
  readonly onClient: (client: string) => void;
}

/** From nothing to the first request. */
export function FirstSteps({ start, client, onClient }: FirstStepsParts) {
  const place = useWorkPlace();
  const [made, setMade] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const workspace = place && { workspace_id: place.slug };
  const providers = useAsk('GET /v1/virtual-keys', { query: { ...workspace, page_size: 20 } }, { enabled: start.has_provider });
  const slug = made ?? providers.data?.data.find(({ status }) => status === 'active')?.slug;
  const { choices, likely } = useFirstModel(slug, place?.slug);
  const logs = useAsk('GET /v1/logs', { query: { ...workspace, ...CALLS, page_size: SHOWN } });
  const { arrived, state } = useTail(place?.slug);
  const records = newest(logs.data?.data ?? [], arrived, SHOWN);

  const done = [start.has_provider || made !== undefined, start.has_key || secret !== undefined, false, records.length > 0];
  const hasAll = done[3] === true;
  done[2] = hasAll;
  const now = done.indexOf(false);
  return (
    <Stack component="ol" gap="md" p={0} m={0} maw={900} aria-label="First steps">
      <Step number={1} title="Add a provider" isDone={done[0]!} isNow={now === 0}>
        <ProviderStep
          isDone={done[0]!}
          onMade={(next) => {
            setMade(next);
            setTyped(undefined);
          }}
        />
      </Step>
      <Step number={2} title="Make an API key" isDone={done[1]!} isNow={now === 1}>
        <KeyStep isDone={done[1]!} secret={secret} onMade={setSecret} />
      </Step>
      <Step number={3} title="Call it" isDone={done[2]} isNow={now === 2}>
        <SnippetStep
          baseUrl={start.base_url}
          secret={secret}
          model={typed ?? likely ?? ''}
          models={choices}
          onModel={setTyped}
          client={client}
          onClient={onClient}
        />
      </Step>
      <Step number={4} title="See it arrive" isDone={hasAll} isNow={now === 2 && done[1] === true}>
        <ArrivalStep records={records} state={state} />
      </Step>
    </Stack>
  );
}
