import { Stack } from '@mantine/core';
import type { Reply } from '../../../api/ask.ts';
import type { Version } from '../draft/open-draft.ts';
import { Compare } from './compare.tsx';
import { VersionsTable } from './versions-table.tsx';

interface VersionsParts {
  readonly prompt: Reply<'GET /v1/prompts/{key}'>;
  readonly versions: readonly Version[];
  /** Left out: who looks may not. */
  readonly onPublish?: (version: number) => void;
}

/** All versions of a prompt, and what any two of them differ in. */
export const VersionsTab = ({ prompt, versions, onPublish }: VersionsParts) => (
  <Stack gap="lg">
    <VersionsTable prompt={prompt} versions={versions} {...(onPublish && { onPublish })} />
    {versions.length > 1 && <Compare versions={versions} />}
  </Stack>
);
