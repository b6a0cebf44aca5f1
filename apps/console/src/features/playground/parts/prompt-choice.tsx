import { Select } from '@mantine/core';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { useVersions } from '../request/use-versions.ts';
import type { Column } from '../state/column.ts';

interface Choice {
  readonly column: Column;
  readonly problem: string | undefined;
  readonly onChange: (change: Partial<Omit<Column, 'id'>>) => void;
}

/** Which prompt of the library, and which version of it. */
export function PromptChoice({ column: { prompt, version }, problem, onChange }: Choice) {
  const prompts = useAsk('GET /v1/prompts', { query: { ...useWorkspaceQuery(), page_size: 1000 } }, { freshFor: 10_000 });
  const versions = useVersions(prompt);
  const choices = (prompts.data?.data ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
  const numbers = versions.map(({ prompt_version: number, prompt_version_status: status, prompt_version_description: about }) => ({
    value: String(number),
    label: `Version ${number}${status === 'active' ? ', published' : ''}${about ? `: ${about}` : ''}`,
  }));
  const all = [{ value: '', label: 'The published one' }, { value: 'latest', label: 'The newest one' }, ...numbers];
  return (
    <>
      <Select
        size="xs"
        label="Prompt"
        placeholder={choices.length === 0 && !prompts.isPending ? 'There are none yet' : 'Choose one'}
        data={withChosen(choices, prompt)}
        value={prompt === '' ? null : prompt}
        onChange={(slug) => onChange({ prompt: slug ?? '', version: '' })}
        error={problem ?? (prompts.error ? prompts.error.message : undefined)}
        searchable
        miw={150}
      />
      <Select
        size="xs"
        label="Version"
        data={withChosen(all, version)}
        value={version}
        onChange={(value) => onChange({ version: value ?? '' })}
        disabled={prompt === ''}
        allowDeselect={false}
        miw={130}
      />
    </>
  );
}

/** What an address names may be in no list: a label, a prompt of elsewhere. */
const withChosen = (choices: readonly { readonly value: string; readonly label: string }[], chosen: string) =>
  chosen === '' || choices.some(({ value }) => value === chosen) ? [...choices] : [...choices, { value: chosen, label: chosen }];
