import type { PromptVersionsTable, Vault } from '@sluice/store';

type Sealed = Pick<PromptVersionsTable, 'id' | 'parameters' | 'tools'>;

const place = (id: string, column: 'parameters' | 'tools') => ({ table: 'prompt_versions', id, column }) as const;

/** A version as it is kept: what a tool's server is called with may stand in its tools and parameters. */
export const sealVersion = <Version extends Sealed>(version: Version, vault: Vault): Version => ({
  ...version,
  parameters: vault.seal(version.parameters, place(version.id, 'parameters')),
  tools: version.tools === null ? null : vault.seal(version.tools, place(version.id, 'tools')),
});

/** A version as it was before it was sealed. */
export const openVersion = <Version extends Sealed>(version: Version, vault: Pick<Vault, 'open'>): Version => ({
  ...version,
  parameters: openParameters(version, vault),
  tools: version.tools === null ? null : vault.open(version.tools, place(version.id, 'tools')),
});

/** The JSON of its parameters. */
export const openParameters = ({ id, parameters }: Omit<Sealed, 'tools'>, vault: Pick<Vault, 'open'>): string =>
  vault.open(parameters, place(id, 'parameters'));
