import type { RotatedApiKey } from '@sluice/contract';
import { Anchor, Drawer, Modal } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Page } from '../../ui/page.tsx';
import { ApiKeyActions } from './api-key-actions.tsx';
import { ApiKeyDetail } from './api-key-detail.tsx';
import { EditApiKey } from './edit-api-key.tsx';
import { MadeKey } from './made-key.tsx';
import { RotateApiKey } from './rotate-api-key.tsx';

const route = getRouteApi('/inside/keys/$id');

/** One API key: what it may do, what it has done, a new secret for it. */
export function KeyPage() {
  const { id } = route.useParams();
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const [rotated, setRotated] = useState<RotatedApiKey>();
  const query = useAsk('GET /v1/api-keys/{key}', { path: { key: id } });
  const shown = query.data;
  const close = () => void navigate({ search: {}, replace: true });
  return (
    <Page
      title={shown?.name ?? 'API key'}
      about={
        <Anchor component={Link} to="/keys" size="sm">
          All keys
        </Anchor>
      }
      actions={shown && <ApiKeyActions shown={shown} />}
    >
      <Answered query={query} what="the key">
        {(reply) => <ApiKeyDetail shown={reply} />}
      </Answered>
      <Drawer
        opened={open === 'edit' && shown !== undefined}
        onClose={close}
        title="Edit"
        position="right"
        size="lg"
        closeOnClickOutside={false}
      >
        {shown && <EditApiKey shown={shown} onDone={close} />}
      </Drawer>
      <Modal opened={open === 'rotate' && shown !== undefined} onClose={close} title="Rotate">
        {shown && (
          <RotateApiKey
            shown={shown}
            onCancel={close}
            onRotated={(reply) => {
              setRotated(reply);
              close();
            }}
          />
        )}
      </Modal>
      <MadeKey
        secret={rotated?.key}
        name={shown?.name ?? ''}
        {...(rotated && { about: wordsForOld(rotated, Date.now()) })}
        onDone={() => setRotated(undefined)}
      />
    </Page>
  );
}

/** What becomes of the old secret. @param now Milliseconds since the epoch. */
function wordsForOld({ key_transition_expires_at: ends }: RotatedApiKey, now: number): string {
  const at = new Date(ends);
  return at.getTime() <= now
    ? 'The old one counts no more'
    : `The old one goes on until ${at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}`;
}
