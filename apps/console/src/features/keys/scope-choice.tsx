import { Checkbox, Fieldset, Group, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { presetOf, scopeGroups, scopesOf, type Preset } from './scope-groups.ts';

interface ScopeChoiceParts {
  /** Those that the maker may give. */
  readonly grantable: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (scopes: readonly string[]) => void;
  /** Shown one by one: somebody wants to choose. */
  readonly isByHand: boolean;
  readonly onByHand: (isByHand: boolean) => void;
  readonly error?: string | undefined;
}

const PRESETS: readonly { readonly value: Preset; readonly label: string; readonly description: string }[] = [
  { value: 'call', label: 'May call', description: 'Calls models and stored prompts: what an app needs' },
  { value: 'look', label: 'May look', description: 'Sees everything that you see, changes nothing' },
  { value: 'manage', label: 'May manage', description: 'Everything that you may do here' },
  { value: 'chosen', label: 'Chosen one by one', description: 'Exactly what is ticked below' },
];

/** What a key may do. */
export function ScopeChoice({ grantable, value, onChange, isByHand, onByHand, error }: ScopeChoiceParts) {
  const preset = isByHand ? 'chosen' : presetOf(value, grantable);
  const choose = (next: string) => {
    onByHand(next === 'chosen');
    if (next !== 'chosen') onChange(scopesOf(next as Exclude<Preset, 'chosen'>, grantable));
  };
  return (
    <Stack gap="sm">
      <Radio.Group label="What it may do" required value={preset} onChange={choose} error={error}>
        <Stack gap="xs" mt={6}>
          {PRESETS.filter((each) => each.value === 'chosen' || scopesOf(each.value, grantable).length > 0).map((each) => (
            <Radio key={each.value} {...each} />
          ))}
        </Stack>
      </Radio.Group>
      {preset === 'chosen' && (
        <ScrollArea.Autosize mah={340} type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Scopes' }}>
          <Stack gap="xs" pr="sm">
            {scopeGroups(grantable).map(({ heading, scopes }) => (
              <Fieldset key={heading} legend={heading} variant="default" p="xs">
                <Group gap="md">
                  {scopes.map(({ scope, word }) => (
                    <Checkbox
                      key={scope}
                      size="xs"
                      label={word}
                      checked={value.includes(scope)}
                      onChange={(event) =>
                        onChange(event.currentTarget.checked ? [...value, scope] : value.filter((each) => each !== scope))
                      }
                    />
                  ))}
                </Group>
              </Fieldset>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      )}
      <Text size="xs" c="dimmed">
        {value.length === 0 ? 'Nothing yet: choose at least one.' : `${value.length} of ${grantable.length} scopes that you may give.`}
      </Text>
    </Stack>
  );
}
