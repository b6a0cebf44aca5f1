import { defineProvider } from '@sluice/provider-sdk';
import { authorize } from './authorize.ts';
import { differences } from './differences.ts';
import { readFault } from './fault.ts';
import { fields } from './fields.ts';
import { operations } from './operations.ts';
import { hostOf } from './place.ts';
import { models } from './models.ts';

/** Google's Vertex AI. Sources: js-genai of 2026-08-21, anthropic-sdk-typescript's vertex-sdk of 2026-08, recorded answers of 2026. */
export default defineProvider({
  id: 'vertex-ai',
  name: 'Google Vertex AI',
  telemetryName: 'gcp.vertex_ai',
  fields,
  otherCredentials: [['serviceAccountJson']],
  baseURL: hostOf,
  authorize,
  readFault,
  models,
  differences,
  passHeaders: ['anthropic-beta', 'x-goog-user-project'],
  operations,
});
