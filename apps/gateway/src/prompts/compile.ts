import { FaultError } from '@sluice/provider-sdk';
import type { Prompt } from '@sluice/core';
import Mustache from 'mustache';
import type { PromptEntry } from '../config-file/read.ts';
import { SettingsError } from '../settings/environment.ts';
import { asView } from './view.ts';

/** Templates hold JSON, not HTML: values are escaped for JSON before they get here, and not again. */
const AS_IT_IS = { escape: (value: unknown) => String(value) };

/**
 * Makes a prompt of its template, which is checked once, here.
 *
 * @throws SettingsError where the template cannot be read.
 */
export function compilePrompt({ slug, string: template, parameters, virtual_key: virtualKey }: PromptEntry, place: string): Prompt {
  try {
    Mustache.parse(template);
  } catch (error) {
    throw new SettingsError(place, (error as Error).message);
  }
  return { slug, parameters: parameters ?? {}, virtualKey, render: (variables) => render(slug, template, variables) };
}

function render(slug: string, template: string, variables: Readonly<Record<string, unknown>>): readonly unknown[] {
  let messages: unknown;
  try {
    messages = JSON.parse(Mustache.render(template, asView(variables), {}, AS_IT_IS));
  } catch (error) {
    throw broken(slug, (error as Error).message);
  }
  if (Array.isArray(messages)) return messages;
  throw broken(slug, 'it does not give an array of messages');
}

const broken = (slug: string, why: string) =>
  new FaultError({
    kind: 'invalid_request',
    message: `Error in parsing prompt template: "${slug}" with these variables is not JSON (${why})`,
    param: 'variables',
    code: 'invalid_prompt_template',
  });
