import { Alert, List, Stack } from '@mantine/core';
import Check from 'lucide-react/icons/check';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useMemo } from 'react';
import { JsonView } from '../../../ui/json-view.tsx';
import { faultsBySchema } from '../answer/fits-schema.ts';
import { isObject, readJson } from '../request/read-json.ts';
import { RichText } from '../text/rich-text.tsx';

interface Checking {
  readonly text: string;
  /** `response_format`, as it was sent. */
  readonly format: unknown;
}

/** An answer that was to be JSON: whether it is, and fits its schema. */
export function CheckedJson({ text, format }: Checking) {
  const read = useMemo(() => readJson(text, 'any'), [text]);
  const faults = useMemo(() => (read.ok ? faultsBySchema(read.value, schemaIn(format)) : []), [read, format]);
  if (!read.ok)
    return (
      <Stack gap="xs">
        <Alert
          color="orange"
          variant="outline"
          icon={<TriangleAlert size={16} aria-hidden />}
          title="The answer is not the JSON that was asked for"
        >
          {read.problem}
        </Alert>
        <RichText text={text} />
      </Stack>
    );
  const asked = Object.keys(schemaIn(format)).length > 0;
  return (
    <Stack gap="xs">
      {faults.length > 0 ? (
        <Alert color="orange" variant="outline" icon={<TriangleAlert size={16} aria-hidden />} title="The answer does not fit its schema">
          <List size="sm">
            {faults.map((each) => (
              <List.Item key={each}>{each}</List.Item>
            ))}
          </List>
        </Alert>
      ) : (
        <Alert
          color="teal"
          variant="outline"
          icon={<Check size={16} aria-hidden />}
          title={asked ? 'It fits its schema' : 'It is JSON'}
          p="xs"
        />
      )}
      <JsonView value={read.value} what="the answer" />
    </Stack>
  );
}

function schemaIn(format: unknown): Readonly<Record<string, unknown>> {
  const named = isObject(format) ? format['json_schema'] : undefined;
  const schema = isObject(named) ? named['schema'] : undefined;
  return isObject(schema) ? schema : {};
}
