import { azureFoundry } from './foundry.ts';
import { azureOpenAI } from './openai.ts';

/** Azure sells models at two doors: a resource of OpenAI's own, and an endpoint of AI Foundry. */
export default [azureOpenAI, azureFoundry] as const;
