import type { CatalogueField, CatalogueProvider } from '@sluice/contract';
import { PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { KeysField } from './keys-field.tsx';
import type { VirtualKeyDraft } from './virtual-key-draft.ts';

type Credential = Pick<VirtualKeyDraft, 'keys' | 'fields' | 'customHost'>;

interface CredentialFieldsParts {
  readonly provider: CatalogueProvider;
  readonly value: Credential;
  readonly onChange: (part: Partial<Credential>) => void;
  readonly faultOf: (member: string) => string | undefined;
  /** Which of what the provider declares: what nobody can do without, the rest, or all of it. */
  readonly which: 'first' | 'rest' | 'all';
  /** What is kept already stays where a secret is left empty. */
  readonly isKept?: boolean;
}

/** What a provider declares that it wants to be told. */
export function CredentialFields({ provider, value, onChange, faultOf, which, isKept = false }: CredentialFieldsParts) {
  const { key, other_credentials: others } = provider;
  const needsHost = provider.needs_custom_host && provider.base_url === null;
  // Where a field of its own may say the host, too, the gateway judges whether one is said.
  const mustSayHost = needsHost && !provider.fields.some(({ is_host: isHost }) => isHost);
  const alternatives = new Set(others.flat());
  const isShown = (isFirst: boolean) => which === 'all' || isFirst === (which === 'first');
  const fields = provider.fields.filter(({ name, required }) => isShown(required || alternatives.has(name)));
  return (
    <Stack gap="sm">
      {isShown(true) && key && (
        <KeysField
          label={key.label}
          required={key.required && alternatives.size === 0 && !isKept}
          value={value.keys}
          onChange={(keys) => onChange({ keys })}
          error={faultOf('key') ?? faultOf('keys')}
        />
      )}
      {isShown(true) && key && others.length > 0 && (
        <Text size="sm" c="dimmed">
          Or, in the key’s place: {others.map((names) => names.map((name) => labelOf(provider, name)).join(' with ')).join('; or ')}.
        </Text>
      )}
      {fields.map((field) => (
        <DeclaredField
          key={field.name}
          field={field}
          isKept={isKept}
          value={value.fields[field.name] ?? ''}
          onChange={(text) => onChange({ fields: { ...value.fields, [field.name]: text } })}
          error={faultOf(field.name)}
        />
      ))}
      {isShown(needsHost) && (
        <TextInput
          label="Host"
          description="Where it is called in place of its own address. Private hosts have to be trusted by the operator, in TRUSTED_CUSTOM_HOSTS."
          placeholder={provider.base_url ?? 'https://'}
          required={mustSayHost}
          value={value.customHost}
          onChange={(event) => onChange({ customHost: event.currentTarget.value })}
          error={faultOf('custom_host')}
        />
      )}
    </Stack>
  );
}

const labelOf = ({ fields }: CatalogueProvider, name: string) => fields.find((field) => field.name === name)?.label ?? name;

interface DeclaredFieldParts {
  readonly field: CatalogueField;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
  readonly isKept: boolean;
}

function DeclaredField({ field: { label, type, required }, value, onChange, error, isKept }: DeclaredFieldParts) {
  const parts = { label, required: required && !(isKept && type === 'secret'), value, error, autoComplete: 'off' };
  return type === 'secret' ? (
    <PasswordInput
      {...parts}
      {...(isKept && { placeholder: 'As it is' })}
      visibilityToggleButtonProps={{ 'aria-label': `Show ${label}`, tabIndex: 0 }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...parts} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
