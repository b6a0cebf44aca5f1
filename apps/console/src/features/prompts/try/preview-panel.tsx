import { Alert, Badge, Code, Paper, Stack, Text, Title } from '@mantine/core';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Failed } from '../../../ui/failed.tsx';
import { JsonView } from '../../../ui/json-view.tsx';
import type { Preview } from './use-preview.ts';

/** What would be sent. Whatever is in it, it is shown as text. */
export function PreviewPanel({ preview, error, again }: Preview) {
  return (
    <Stack gap="xs" component="section" aria-labelledby="preview-title">
      <Title order={2} size="h5" id="preview-title">
        Preview
      </Title>
      {error && <Failed error={error} again={again} title="It could not be filled in" />}
      {preview?.problem && (
        <Alert color="yellow" variant="outline" icon={<TriangleAlert size={18} aria-hidden />} role="status" title="It cannot be filled in">
          <Text size="sm">{preview.problem}</Text>
        </Alert>
      )}
      {preview && preview.rendered !== null && <Rendered rendered={preview.rendered} />}
    </Stack>
  );
}

function Rendered({ rendered }: { readonly rendered: readonly unknown[] | string }) {
  if (typeof rendered === 'string') return <Said text={rendered} what="The text" />;
  return (
    <>
      {rendered.map((message, index) => {
        const { role, content, ...rest } = (message ?? {}) as Readonly<Record<string, unknown>>;
        return (
          // Messages have no names of their own: their places are what tells them apart.
          <Paper key={index} withBorder p="xs">
            <Badge variant="default" tt="none" mb={4}>
              {String(role)}
            </Badge>
            {typeof content === 'string' ? (
              <Said text={content} what={`Message ${index + 1}`} />
            ) : (
              <JsonView value={content} what={`The parts of message ${index + 1}`} maxHeight={240} />
            )}
            {Object.keys(rest).length > 0 && <JsonView value={rest} what={`More of message ${index + 1}`} maxHeight={160} />}
          </Paper>
        );
      })}
    </>
  );
}

const Said = ({ text, what }: { readonly text: string; readonly what: string }) => (
  <Code
    block
    tabIndex={0}
    role="region"
    aria-label={what}
    style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 280, overflow: 'auto' }}
  >
    {text === '' ? '(nothing)' : text}
  </Code>
);
