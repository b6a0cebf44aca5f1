import { ColorSwatch, Select } from '@mantine/core';
import { useAsk, useChange } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { tellDone, tellFailed } from '../../../ui/told.tsx';

interface Pick {
  readonly slug: string;
  /** Its number. */
  readonly version: number;
  readonly labelId: string | null;
  readonly readOnly: boolean;
}

/** The label that a version bears. Put on another version, it leaves this one. */
export function LabelPick({ slug, version, labelId, readOnly }: Pick) {
  const workspace = useWorkspaceQuery();
  const { data } = useAsk('GET /v1/labels', { query: { ...workspace, page_size: 1_000 } });
  const { mutate, isPending } = useChange('PUT /v1/prompts/{key}/versions/{version}', ['/v1/prompts']);
  const labels = data?.data ?? [];
  const borne = labels.find(({ id }) => id === labelId);
  const put = (next: string | null) =>
    mutate(
      { path: { key: slug, version: String(version) }, body: { label_id: next } },
      {
        onSuccess: () => {
          const name = labels.find(({ id }) => id === next)?.name;
          tellDone(name === undefined ? `Version ${version} bears no label now` : `${slug}@${name} is version ${version} now`);
        },
        onError: (error) => tellFailed('The label is where it was', error),
      },
    );
  if (readOnly) return borne?.name ?? '–';
  return (
    <Select
      size="xs"
      w={150}
      aria-label={`Label of version ${version}`}
      placeholder="none"
      data={labels.map(({ id, name }) => ({ value: id, label: name }))}
      value={labelId}
      onChange={put}
      clearable
      disabled={isPending}
      leftSection={borne && <ColorSwatch size={10} color={borne.color_code ?? 'var(--mantine-color-gray-5)'} aria-hidden />}
    />
  );
}
