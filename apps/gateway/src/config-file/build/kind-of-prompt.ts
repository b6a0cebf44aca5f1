import { kindOfTemplate } from '../../prompts/kind-of-template.ts';
import type { PromptVersionEntry } from '../entries.ts';

/** What a version is for: as it says, else by the look of its template. */
export const kindOfPrompt = ({ kind, string, template_metadata: metadata }: PromptVersionEntry): 'chat' | 'completion' => {
  const named = kind ?? metadata?.['ai_model_type'];
  return named === 'chat' || named === 'completion' ? named : kindOfTemplate(string);
};
