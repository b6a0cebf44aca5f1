import type { Prompt } from '@sluice/core';
import { FaultError } from '@sluice/provider-sdk';
import { findPartials, MissingPartialsError, writePartial, type PartialDirectory } from './partials.ts';
import { readTemplate, TemplateError, type Template } from './read-template.ts';
import { OverflowError, Work, writeTemplate, type Filling } from './write-template.ts';

/** One version of a prompt, as it is kept. */
export interface PromptVersion extends Omit<Prompt, 'render'> {
  /** The template: JSON text of the messages for chat, else plain text. */
  readonly string: string;
}

/**
 * Makes a prompt of one of its versions. The template is read once, here; partials are looked up whenever it is filled in,
 * so that one that is published later counts at once.
 *
 * @throws FaultError `invalid_request` where the template cannot be read.
 */
export function compilePrompt({ string, parameters: saved, ...rest }: PromptVersion, partials: PartialDirectory): Prompt {
  const template = readChecked(string);
  // How an answer comes is for whoever waits for it to say.
  const { stream: _, ...parameters } = saved;
  const version = { ...rest, parameters };
  const { slug } = version;
  const fill = (language: Filling['language'], variables: Readonly<Record<string, unknown>>) =>
    filled(slug, template, { language, variables, partials });
  return version.kind === 'chat'
    ? { ...version, kind: 'chat', render: (variables) => messagesIn(slug, fill('json', variables)) }
    : { ...version, kind: 'completion', render: (variables) => fill('plain', variables) };
}

/**
 * Reads the template of a prompt or of a partial, for one who wants to know whether it can be.
 *
 * @throws FaultError `invalid_request` saying why not.
 */
export function readChecked(text: string): Template {
  try {
    return readTemplate(text);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw broken(error.message, 'string');
  }
}

interface Question {
  readonly language: Filling['language'];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly partials: PartialDirectory;
}

function filled(slug: string, template: Template, { language, variables, partials }: Question): string {
  const work = new Work();
  try {
    const found = findPartials(template.partials, variables, partials);
    return writeTemplate(template, { language, variables, work, partial: (piece) => writePartial(found.get(piece)!, variables, work) });
  } catch (error) {
    if (error instanceof MissingPartialsError)
      throw new FaultError({ kind: 'invalid_request', message: error.message, param: 'variables', code: 'missing_partials' });
    if (error instanceof OverflowError || error instanceof TemplateError)
      throw broken(`"${slug}" with these variables: ${error.message}`, 'variables');
    throw error;
  }
}

function messagesIn(slug: string, text: string): readonly unknown[] {
  let messages: unknown;
  try {
    messages = JSON.parse(text);
  } catch (error) {
    throw broken(`"${slug}" with these variables is not JSON (${(error as Error).message})`, 'variables');
  }
  if (Array.isArray(messages)) return messages;
  throw broken(`"${slug}" with these variables is not a list of messages`, 'variables');
}

const broken = (why: string, param: string) =>
  new FaultError({ kind: 'invalid_request', message: `Error in parsing prompt template: ${why}`, param, code: 'invalid_prompt_template' });
