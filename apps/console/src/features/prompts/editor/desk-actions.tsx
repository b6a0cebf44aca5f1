import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import MessagesSquare from 'lucide-react/icons/messages-square';
import Save from 'lucide-react/icons/save';
import type { Reply } from '../../../api/ask.ts';
import { ItemMenu } from '../library/item-menu.tsx';
import type { Version } from '../draft/open-draft.ts';

interface Actions {
  readonly prompt: Reply<'GET /v1/prompts/{key}'>;
  /** That is written on; undefined for a moment after it was saved. */
  readonly version: Version | undefined;
  readonly dirty: boolean;
  readonly writable: boolean;
  readonly onSave: () => void;
  /** Left out: who looks may not. */
  readonly onPublish?: (version: number) => void;
}

/** What can be done with the prompt that is open. */
export function DeskActions({ prompt, version, dirty, writable, onSave, onPublish }: Actions) {
  const navigate = useNavigate();
  const number = version?.prompt_version;
  const isPublished = version?.prompt_version_status === 'active';
  return (
    <>
      {prompt.origin === 'api' && (
        <ItemMenu kind="prompt" item={prompt} onGone={() => void navigate({ to: '/prompts', ignoreBlocker: true })} />
      )}
      <Button
        component={Link}
        to={'/playground' as string}
        search={{ prompt: prompt.slug, ...(number !== undefined && { version: number }) } as never}
        variant="default"
        leftSection={<MessagesSquare size={16} aria-hidden />}
      >
        Open in the playground
      </Button>
      {onPublish && number !== undefined && !isPublished && !dirty && (
        <Button variant={dirty ? 'default' : 'filled'} onClick={() => onPublish(number)}>
          Publish version {number}
        </Button>
      )}
      {writable && (
        <Button leftSection={<Save size={16} aria-hidden />} onClick={onSave} disabled={!dirty} title="Ctrl S">
          Save
        </Button>
      )}
    </>
  );
}
