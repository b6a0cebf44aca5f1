import { Autocomplete, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core';
import type { Parameter } from '../state/parameters.ts';
import type { Parameters } from '../state/settings.ts';

type Value = Parameters[string] | undefined;

interface FieldParts {
  readonly parameter: Parameter;
  readonly value: Value;
  /** Undefined: nothing is said about it, and the provider decides. */
  readonly onChange: (value: Value) => void;
}

/** One parameter. An empty field sends nothing. */
export function ParameterField({ parameter: { label, about, field }, value, onChange }: FieldParts) {
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          size="xs"
          label={label}
          description={about}
          placeholder="As the provider has it"
          {...(field.min !== undefined && { min: field.min })}
          {...(field.max !== undefined && { max: field.max })}
          step={field.step}
          allowDecimal={field.step < 1}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'words':
      return (
        <TagsInput
          size="xs"
          label={label}
          description={about}
          placeholder="A text, then Enter"
          splitChars={[]}
          value={Array.isArray(value) ? [...(value as readonly string[])] : []}
          onChange={(next) => onChange(next.length > 0 ? next : undefined)}
        />
      );
    case 'switch':
      return (
        <Switch
          size="xs"
          label={label}
          description={about}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked || undefined)}
        />
      );
    case 'choice':
      return (
        <Autocomplete
          size="xs"
          label={label}
          description={about}
          placeholder="As the provider has it"
          data={[...field.choices]}
          value={typeof value === 'string' ? value : ''}
          onChange={(next) => onChange(next === '' ? undefined : next)}
        />
      );
    case 'text':
      return (
        <TextInput
          size="xs"
          label={label}
          description={about}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
        />
      );
  }
}
