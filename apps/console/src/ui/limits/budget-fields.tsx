import { Fieldset, Group, NumberInput, Select } from '@mantine/core';
import type { BudgetDraft } from './limits.ts';

interface BudgetFieldsParts {
  readonly value: BudgetDraft;
  readonly onChange: (value: BudgetDraft) => void;
  readonly error?: string | undefined;
}

/** A number, or nothing, of what was typed. */
const numberOf = (typed: string | number): number | '' => (typeof typed === 'number' ? typed : '');

/** How much may be spent, and when it begins anew. */
export const BudgetFields = ({ value, onChange, error }: BudgetFieldsParts) => (
  <Fieldset legend="Budget" variant="default">
    <Group align="flex-start" gap="sm">
      <NumberInput
        label="Amount"
        placeholder="No budget"
        min={value.type === 'cost' ? 1 : 100}
        thousandSeparator=","
        hideControls
        w={140}
        value={value.amount}
        onChange={(typed) => onChange({ ...value, amount: numberOf(typed) })}
        error={error}
      />
      <Select
        label="Of"
        w={130}
        allowDeselect={false}
        data={[
          { value: 'cost', label: 'US dollars' },
          { value: 'tokens', label: 'tokens' },
        ]}
        value={value.type}
        onChange={(type) => onChange({ ...value, type: type as BudgetDraft['type'] })}
      />
      <Select
        label="Begins anew"
        w={170}
        allowDeselect={false}
        data={[
          { value: 'never', label: 'never' },
          { value: 'weekly', label: 'on Sundays, UTC' },
          { value: 'monthly', label: 'on the first, UTC' },
          { value: 'days', label: 'every so many days' },
        ]}
        value={value.reset}
        onChange={(reset) => onChange({ ...value, reset: reset as BudgetDraft['reset'], nextReset: null })}
      />
      {value.reset === 'days' && (
        <NumberInput
          label="Days"
          min={1}
          max={365}
          w={90}
          required
          value={value.days}
          onChange={(typed) => onChange({ ...value, days: numberOf(typed) })}
        />
      )}
      {value.amount !== '' && (
        <NumberInput
          label="Tell when used"
          description="In the log and in metrics"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={value.amount}
          thousandSeparator=","
          hideControls
          w={150}
          value={value.alertAt}
          onChange={(typed) => onChange({ ...value, alertAt: numberOf(typed) })}
        />
      )}
    </Group>
  </Fieldset>
);
