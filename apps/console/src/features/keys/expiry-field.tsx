import { TextInput } from '@mantine/core';

interface ExpiryFieldParts {
  /** As a field of the browser has it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description: string;
  readonly error?: string | undefined;
}

/** From when on something counts no more; empty for never. */
export const ExpiryField = ({ value, onChange, ...parts }: ExpiryFieldParts) => (
  <TextInput
    label="Ends"
    type="datetime-local"
    maw={260}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    {...parts}
  />
);
