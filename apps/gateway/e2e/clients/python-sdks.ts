import { hasModules, type Need } from '../guide/needs.ts';

export const pythonSDKs: Need = {
  met: hasModules('anthropic', 'cohere', 'groq', 'mistralai', 'openai'),
  remedy: 'needs Python with the SDKs of apps/gateway/e2e/requirements.txt; get them with: bash .ci/python-clients',
};
