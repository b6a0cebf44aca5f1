import { Grid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { TemplateEditor } from '../template/template-editor.tsx';
import { valuesOf, type TypedValues } from '../template/values.ts';
import { partialsIn, variablesIn } from '../template/variables.ts';
import { PreviewPanel } from '../try/preview-panel.tsx';
import { usePreview } from '../try/use-preview.ts';
import { VariablesForm } from '../try/variables-form.tsx';
import { useWorkPlace } from '../../../session/use-session.ts';

interface BenchParts {
  readonly text: string;
  /** Left out: it is only read. */
  readonly onChange: ((text: string) => void) | undefined;
  readonly onSave: () => void;
  readonly workspaceId: string | null | undefined;
}

/** Where a partial is written, and seen filled in. */
export function PartialBench({ text, onChange, onSave, workspaceId }: BenchParts) {
  const place = useWorkPlace();
  const [typed, setTyped] = useState<TypedValues>({});
  const variables = variablesIn(text);
  const { values, problems } = valuesOf(variables, typed);
  const where = workspaceId ?? place?.id;
  const preview = usePreview({ string: text, kind: 'text', variables: values, ...(where !== undefined && { workspace_id: where }) });
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="xs">
          <Title order={2} size="h5">
            Text
          </Title>
          <TemplateEditor
            value={text}
            label="Text of the partial"
            offered={{ partials: [], variables: variables.map(({ name }) => name) }}
            minHeight={240}
            onSubmit={onSave}
            {...(onChange && { onChange })}
          />
          {partialsIn(text).length > 0 && (
            <Text size="sm" role="status">
              A partial in a partial is left out: {partialsIn(text).join(', ')}.
            </Text>
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="lg">
          <VariablesForm variables={variables} typed={typed} problems={problems} onChange={setTyped} onSubmit={onSave} />
          <PreviewPanel {...preview} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
