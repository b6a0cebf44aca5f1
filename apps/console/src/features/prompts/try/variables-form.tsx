import { Stack, Text, Textarea, Title } from '@mantine/core';
import type { TypedValues, Values } from '../template/values.ts';
import { startOf } from '../template/values.ts';
import type { Variable } from '../template/variables.ts';

interface VariablesParts {
  readonly variables: readonly Variable[];
  readonly typed: TypedValues;
  readonly problems: Values['problems'];
  readonly onChange: (typed: TypedValues) => void;
  readonly onSubmit: () => void;
}

/** A field for a sample of each variable that the template names. */
export function VariablesForm({ variables, typed, problems, onChange, onSubmit }: VariablesParts) {
  return (
    <Stack gap="xs" component="section" aria-labelledby="variables-title">
      <Title order={2} size="h5" id="variables-title">
        Variables
      </Title>
      {variables.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet. Write {'{{name}}'} in a message, and a field for it comes here.
        </Text>
      )}
      {variables.map((variable) => (
        <Textarea
          key={variable.name}
          label={variable.name}
          description={aboutOf(variable)}
          value={typed[variable.name] ?? startOf(variable)}
          error={problems[variable.name]}
          onChange={({ currentTarget }) => onChange({ ...typed, [variable.name]: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            onSubmit();
          }}
          autosize
          minRows={1}
          maxRows={8}
          spellCheck={false}
        />
      ))}
    </Stack>
  );
}

function aboutOf({ kind, within }: Variable): string | undefined {
  if (kind === 'section') return 'Whether its part is there, or a list that repeats it: true, false, or JSON';
  if (kind === 'object') return 'Its members are put in: an object as JSON';
  if (kind === 'partial') return 'The slug of the partial that is put in';
  return within === undefined ? undefined : `Within ${within}: an item of its list may have its own`;
}
