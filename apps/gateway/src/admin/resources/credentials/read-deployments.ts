import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { StoredCredential } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import { readFields } from './read-fields.ts';

export type StoredDeployments = NonNullable<StoredCredential['deployments']>;

/** @throws FaultError `invalid_request` for an entry that no model would ever reach, or that two would. */
export function readDeployments(provider: ProviderAdapter, given: readonly Readonly<Record<string, unknown>>[]): StoredDeployments {
  const deployments = given.map(({ alias, is_default: isDefault, ...fields }, index) => {
    const read = readFields(provider, fields, `deployment_config.${index}.`);
    return {
      ...(typeof alias === 'string' && alias !== '' && { alias }),
      // One by itself takes every model, as it does for Portkey.
      ...((isDefault === true || (given.length === 1 && isDefault === undefined)) && { is_default: true }),
      fields: Object.fromEntries(Object.entries(read).filter((entry): entry is [string, string] => entry[1] !== null)),
    };
  });
  const aliases = deployments.flatMap(({ alias }) => alias ?? []);
  const twice = aliases.find((alias, index) => aliases.indexOf(alias) !== index);
  if (twice !== undefined) throw wrong(`two entries have the alias "${twice}"`);
  if (deployments.filter((each) => each.is_default).length > 1) throw wrong('one entry at most can be the default one');
  const lost = deployments.findIndex((each) => each.alias === undefined && each.is_default !== true);
  if (lost !== -1) throw wrong(`entry ${lost} has neither an alias nor "is_default": true, so no model would reach it`);
  return deployments;
}

const wrong = (what: string) => refused('invalid_request', `Invalid "deployment_config": ${what}`, 'deployment_config', 'invalid_value');
