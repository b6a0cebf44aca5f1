import { Switch, TagsInput, TextInput } from '@mantine/core';
import type { ApiKeyDraft } from './api-key-draft.ts';
import { BudgetFields } from '../../ui/limits/budget-fields.tsx';
import { ConfigChoice } from './config-choice.tsx';
import { ExpiryField } from './expiry-field.tsx';
import type { FieldFaults } from '../../ui/field-faults.ts';
import { PairsField } from './pairs-field.tsx';
import { RateFields } from '../../ui/limits/rate-fields.tsx';

interface ApiKeyFieldsParts {
  readonly draft: ApiKeyDraft;
  readonly onChange: (part: Partial<ApiKeyDraft>) => void;
  readonly faults: FieldFaults;
  /** Whose configs there are to choose from. */
  readonly workspace: string;
}

/** What calls with a key go by, and what they are held to. */
export const ApiKeyFields = ({ draft, onChange, faults, workspace }: ApiKeyFieldsParts) => (
  <>
    <ConfigChoice value={draft.config} onChange={(config) => onChange({ config })} workspace={workspace} error={faults.of('defaults')} />
    <Switch
      label="Calls may bring another config"
      checked={draft.mayOverrideConfig}
      onChange={(event) => onChange({ mayOverrideConfig: event.currentTarget.checked })}
    />
    <Switch
      label="What is said in its calls is kept in the log"
      checked={draft.keepsBodies}
      onChange={(event) => onChange({ keepsBodies: event.currentTarget.checked })}
    />
    <PairsField
      value={draft.metadata}
      onChange={(metadata) => onChange({ metadata })}
      description="Said of every call of it, whatever the call says."
    />
    <TagsInput
      label="Models"
      description="That it may call, as the provider calls them, or @slug/model. None named: all."
      value={[...draft.models]}
      onChange={(models) => onChange({ models })}
      error={faults.of('allowed_models')}
    />
    <TagsInput
      label="Providers"
      description="That it may call: slugs of providers, or @slug of yours. None named: all."
      value={[...draft.providers]}
      onChange={(providers) => onChange({ providers })}
      error={faults.of('allowed_providers')}
    />
    <BudgetFields value={draft.budget} onChange={(budget) => onChange({ budget })} error={faults.of('usage_limits')} />
    <RateFields value={draft.rates} onChange={(rates) => onChange({ rates })} error={faults.of('rate_limits')} />
    <ExpiryField
      value={draft.expires}
      onChange={(expires) => onChange({ expires })}
      description="From then on it is refused"
      error={faults.of('expires_at')}
    />
    <TextInput
      label="Description"
      maxLength={2000}
      value={draft.description}
      onChange={(event) => onChange({ description: event.currentTarget.value })}
      error={faults.of('description')}
    />
  </>
);
