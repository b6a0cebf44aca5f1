import type { CatalogueProvider } from '@sluice/contract';
import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { BudgetFields } from '../../ui/limits/budget-fields.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { ExpiryField } from './expiry-field.tsx';
import type { FieldFaults } from '../../ui/field-faults.ts';
import { More } from './more.tsx';
import { PlaceField } from './place-field.tsx';
import { ProviderChoice } from './provider-choice.tsx';
import { RateFields } from '../../ui/limits/rate-fields.tsx';
import { slugIn, type VirtualKeyDraft } from './virtual-key-draft.ts';

interface VirtualKeyFieldsParts {
  readonly catalogue: readonly CatalogueProvider[];
  readonly draft: VirtualKeyDraft;
  readonly onChange: (part: Partial<VirtualKeyDraft>) => void;
  readonly faults: FieldFaults;
  /** Whoever sees it wants to fill it in: it stands in a dialog of its own. */
  readonly isDialog: boolean;
}

/** What a new virtual key is made of. What nobody can do without comes first. */
export function VirtualKeyFields({ catalogue, draft, onChange, faults, isDialog }: VirtualKeyFieldsParts) {
  const provider = catalogue.find(({ slug }) => slug === draft.provider);
  const choose = (slug: string) => {
    const chosen = catalogue.find((each) => each.slug === slug);
    const isNamedByItself = draft.name === '' || draft.name === provider?.name;
    onChange({ provider: slug, fields: {}, ...(isNamedByItself && { name: chosen?.name ?? '' }) });
  };
  return (
    <Stack>
      <ProviderChoice catalogue={catalogue} value={draft.provider} onChange={choose} error={faults.of('provider')} isFirst={isDialog} />
      {provider && (
        <>
          <CredentialFields provider={provider} value={draft} onChange={onChange} faultOf={faults.of} which="first" />
          {provider.key === null && !provider.fields.some(({ required }) => required) && <Text size="sm">It needs no key.</Text>}
          <TextInput
            label="Name"
            required
            maxLength={256}
            value={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
            error={faults.of('name')}
          />
          <TextInput
            label="Slug"
            description="What calls name it by; it cannot be changed later"
            leftSection="@"
            maxLength={120}
            value={slugIn(draft)}
            onChange={(event) => onChange({ slug: event.currentTarget.value })}
            error={faults.of('slug')}
          />
          <PlaceField value={draft.workspace} onChange={(workspace) => onChange({ workspace })} description="Whose calls may use it" />
          <More
            label="Host, limits and the rest"
            opened={['custom_host', 'usage_limits', 'rate_limits', 'expires_at', 'note', ...provider.fields.map(({ name }) => name)].some(
              (member) => faults.of(member) !== undefined,
            )}
          >
            <CredentialFields provider={provider} value={draft} onChange={onChange} faultOf={faults.of} which="rest" />
            <LimitFields draft={draft} onChange={onChange} faults={faults} />
          </More>
        </>
      )}
    </Stack>
  );
}

/** Budget, rates, an end, a note: what does not decide whether it works. */
export const LimitFields = ({ draft, onChange, faults }: Omit<VirtualKeyFieldsParts, 'catalogue' | 'isDialog'>) => (
  <>
    <BudgetFields value={draft.budget} onChange={(budget) => onChange({ budget })} error={faults.of('usage_limits')} />
    <RateFields value={draft.rates} onChange={(rates) => onChange({ rates })} error={faults.of('rate_limits')} />
    <ExpiryField
      value={draft.expires}
      onChange={(expires) => onChange({ expires })}
      description="From then on calls with it are refused"
      error={faults.of('expires_at')}
    />
    <Textarea
      label="Note"
      autosize
      minRows={2}
      maxLength={4096}
      value={draft.note}
      onChange={(event) => onChange({ note: event.currentTarget.value })}
      error={faults.of('note')}
    />
  </>
);
