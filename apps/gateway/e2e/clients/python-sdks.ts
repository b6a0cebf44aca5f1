import { spawnSync } from 'node:child_process';
import { python, type Need } from '../guide/needs.ts';

export const pythonSDKs: Need = {
  met: spawnSync(python, ['-c', 'import anthropic, cohere, groq, mistralai, openai'], { stdio: 'ignore', timeout: 60_000 }).status === 0,
  remedy: 'needs Python with the SDKs of apps/gateway/e2e/requirements.txt; get them with: bash .ci/python-clients',
};
