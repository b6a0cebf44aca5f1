import { describe, expect, it } from '@jest/globals';
import { fieldNamed, storedFields } from '../../src/admin/resources/credentials/field-names.ts';
import { adaptersOf } from '../support/adapters.ts';

const adapters = await adaptersOf('azure', 'bedrock', 'vertex');
const named = (id: string) => adapters.find((each) => each.id === id)!;
const [openai, foundry, aws, google] = [named('azure-openai'), named('azure-ai'), named('bedrock'), named('vertex-ai')];

describe('a provider’s field', () => {
  it.each([
    { provider: openai, spelled: 'apiVersion', name: 'api_version' },
    { provider: openai, spelled: 'api_version', name: 'api_version' },
    { provider: openai, spelled: 'azure_api_version', name: 'api_version' },
    { provider: openai, spelled: 'resourceName', name: 'resource_name' },
    { provider: openai, spelled: 'deploymentName', name: 'deployment_id' },
    { provider: openai, spelled: 'azure_deployment_name', name: 'deployment_id' },
    { provider: openai, spelled: 'azure_model_slug', name: 'azure_model_name' },
    { provider: openai, spelled: 'azureEntraClientSecret', name: 'azure_entra_client_secret' },
    { provider: foundry, spelled: 'deployment_name', name: 'azure_deployment_name' },
    { provider: foundry, spelled: 'azure_foundry_url', name: 'azure_foundry_url' },
    { provider: aws, spelled: 'awsRegion', name: 'aws_region' },
    { provider: aws, spelled: 'region', name: 'aws_region' },
    { provider: aws, spelled: 'aws_secret_access_key', name: 'aws_secret_access_key' },
    { provider: google, spelled: 'vertex_service_account_json', name: 'vertex_service_account_json' },
    { provider: google, spelled: 'projectId', name: 'vertex_project_id' },
  ])('of $provider.id is found as $spelled', ({ provider, spelled, name }) => {
    expect(fieldNamed(provider, spelled)?.name).toBe(name);
  });

  it.each(['colour', 'api_key', 'apiKey', 'azure_', 'constructor', '__proto__', 'vertex_region'])(
    'is none by the name of %s',
    (spelled) => {
      expect(fieldNamed(openai, spelled)).toBeUndefined();
    },
  );

  it('is kept under one name, whatever it was called', () => {
    const names = storedFields(openai).map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('api_key');
  });
});
