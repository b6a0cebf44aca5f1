/** The test in which a thing is made, read, used, changed and removed. */
const LIFE = 'are listed';

/**
 * What the SDK for Python lets people write, by method, and the test that shows what comes of it: on a call, or for
 * what is there for people alone, in what is read back. Fields by which a thing is only found are left out.
 */
export const WRITABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'virtual_keys.create': {
    ...all(LIFE, ['name', 'provider', 'key', 'note']),
    ...all('is where it leads to in a cloud', ['apiVersion', 'resourceName', 'deploymentName']),
    workspace_id: 'is whose it is',
    usage_limits: 'is its budget',
  },
  'virtual_keys.update': { ...all(LIFE, ['name', 'key', 'note']), usage_limits: 'is its budget', rate_limits: 'is its rate' },
  'providers.create': {
    ...all(LIFE, ['name', 'integration_id', 'slug', 'note']),
    workspace_id: 'is the workspace that it is of',
    usage_limits: 'is its budget',
    rate_limits: 'is its rate',
    expires_at: 'is its end',
  },
  'providers.update': {
    ...all(LIFE, ['name', 'note']),
    ...all('is its budget', ['usage_limits', 'reset_usage']),
    rate_limits: 'is its rate',
    expires_at: 'is its end',
    workspace_id: 'is the workspace that it is of',
  },
  'integrations.create': {
    ...all(LIFE, ['name', 'description', 'key', 'ai_provider_id', 'slug']),
    workspace_id: 'is a workspace of its own',
    configurations: 'is what a provider needs beside its key',
  },
  'integrations.update': { ...all(LIFE, ['name', 'description', 'key']), configurations: 'is another host' },
  'integrations.workspaces.update': all('are opened to workspaces one by one', [
    'global_workspace_access',
    'override_existing_workspaces_access',
    'workspaces',
  ]),
  'integrations.models.update': all('allow all models, or those that are named', ['allow_all_models', 'models']),
  'configs.create': {
    ...all(LIFE, ['name', 'config']),
    is_default: 'is that it applies to whoever in its workspace names none',
    workspace_id: 'is the workspace that it is of',
  },
  'configs.update': { ...all(LIFE, ['name', 'config']), status: 'is that it is put away' },
  'api_keys.create': {
    ...all(LIFE, ['type', 'sub_type', 'name', 'description', 'scopes']),
    workspace_id: 'is the workspace that it is of',
    user_id: 'people who accepted are listed',
    rate_limits: 'is its rate',
    usage_limits: 'is its budget',
    defaults: 'is its config',
    expires_at: 'is its end',
  },
  'api_keys.update': {
    ...all(LIFE, ['name', 'description', 'scopes']),
    rate_limits: 'is its rate',
    usage_limits: 'is its budget',
    defaults: 'is its config',
    expires_at: 'is its end',
  },
  'admin.users.update': { role: 'people who accepted are listed, given a role' },
  'admin.users.invites.create': {
    ...all('people are invited', ['email', 'role']),
    workspaces: 'people who accepted',
    workspace_api_key_details: 'people who accept are given a key',
  },
  'admin.workspaces.create': {
    ...all('are listed, worked in', ['name', 'description']),
    defaults: 'is metadata',
    users: 'is who is in it',
  },
  'admin.workspaces.update': { ...all('are listed, worked in', ['name', 'description']), defaults: 'is guardrails' },
  'admin.workspaces.users.create': all('have members', ['workspace_id', 'users']),
  'admin.workspaces.users.update': { role: 'have members' },
  'prompts.create': {
    ...all('are listed, completed', ['name', 'collection_id', 'string', 'parameters', 'virtual_key', 'version_description']),
    model: 'is its model',
    ...all('which the provider is sent', ['functions', 'tools']),
    tool_choice: 'is the tool that must be called',
    template_metadata: 'is what its writer notes',
  },
  'prompts.update': {
    ...all('are listed, completed', ['string', 'parameters']),
    ...all('make no version', ['name', 'collection_id']),
    ...all('is its model', ['virtual_key', 'model']),
    ...all('is replaced by the next version', ['functions', 'tools', 'tool_choice', 'template_metadata']),
    version_description: 'have versions',
  },
  'prompts.publish': { version: 'are listed, completed' },
  'prompts.versions.update': { label_id: 'have versions' },
  'prompts.partials.create': {
    ...all('are listed, included', ['name', 'string', 'version_description']),
    workspace_id: 'are of a workspace',
  },
  'prompts.partials.update': { ...all('are listed, included', ['name', 'string', 'description']), status: 'are put away' },
  'prompts.partials.publish': { version: 'are listed, included' },
  'labels.create': {
    ...all('are listed, put on', ['name', 'description', 'color_code']),
    ...all('are of a workspace', ['workspace_id', 'organization_id']),
  },
  'labels.update': all('are listed, put on', ['name', 'description', 'color_code']),
  'collections.create': { name: 'are listed, filled', ...all('are of a workspace', ['workspace_id', 'parent_collection_id']) },
  'collections.update': { name: 'are listed, filled' },
  'guardrails.create': {
    ...all('are listed, obeyed', ['name', 'checks', 'actions']),
    workspace_id: 'is the workspace that it is of',
    organisation_id: 'is nothing that nobody understands',
  },
  'guardrails.update': all('are listed, obeyed', ['name', 'checks', 'actions']),
  'feedback.create': all('is kept for a trace', ['trace_id', 'value', 'weight', 'metadata']),
  'feedback.update': all('is kept for a trace', ['value', 'weight', 'metadata']),
  'logs.create': all('are told of', ['request', 'response', 'metadata']),
  'logs.exports.create': all('are listed, written', ['filters', 'workspace_id', 'description', 'requested_data']),
  'logs.exports.update': { ...all('are listed, written', ['filters', 'requested_data']), workspace_id: 'are listed, written' },
};

function all(test: string, fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [field, test]));
}
