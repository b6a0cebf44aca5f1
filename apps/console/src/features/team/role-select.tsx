import { Select, Text } from '@mantine/core';

interface RoleSelectParts<Role extends string> {
  readonly roles: readonly { readonly value: Role; readonly label: string; readonly about: string }[];
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  readonly label?: string;
  /** For who does not see it, where no label stands over it. */
  readonly name?: string;
  readonly disabled?: boolean;
}

/** A choice of a role, each with what it lets somebody do. */
export const RoleSelect = <Role extends string>({ roles, value, onChange, label, name, disabled = false }: RoleSelectParts<Role>) => (
  <Select
    {...(label !== undefined && { label })}
    aria-label={label ?? name}
    data={roles.map(({ value: each, label: word }) => ({ value: each, label: word }))}
    value={value}
    onChange={(next) => next !== null && onChange(next as Role)}
    allowDeselect={false}
    disabled={disabled}
    w={label === undefined ? 120 : undefined}
    comboboxProps={{ width: 300, position: 'bottom-start' }}
    renderOption={({ option }) => (
      <div>
        <Text size="sm">{option.label}</Text>
        <Text size="xs" c="dimmed">
          {roles.find((each) => each.value === option.value)?.about}
        </Text>
      </div>
    )}
  />
);
