import Joi from 'joi';
import { slug, workspace } from './words.ts';

const label = Joi.string()
  .pattern(/^[A-Za-z][\w.-]*$/, 'letters, digits, dashes, dots and underscores, a letter first')
  .invalid('latest');
const number = Joi.number().integer().min(1).max(999_999_999);
const objects = Joi.array().items(Joi.object());

const ofPartial = { string: Joi.string().allow('').required(), version_description: Joi.string() };

const ofPrompt = {
  string: Joi.string().required(),
  kind: Joi.string().valid('chat', 'completion'),
  parameters: Joi.object(),
  virtual_key: slug,
  model: Joi.string(),
  functions: objects,
  tools: objects,
  tool_choice: Joi.alternatives(Joi.object(), Joi.string()),
  version_description: Joi.string(),
  template_metadata: Joi.object(),
  labels: Joi.array().items(label).min(1).unique(),
};

/** The members at the top are those of the version that counts; the others are asked for by their numbers. */
const versioned = (members: Joi.SchemaMap) =>
  Joi.object({
    slug: slug.required(),
    name: Joi.string(),
    workspace,
    ...members,
    version: number,
    other_versions: Joi.array()
      .items(Joi.object({ ...members, version: number.required() }))
      .unique('version'),
  });

/** A stored prompt, with all its versions where it has several. */
export const prompt = versioned(ofPrompt);

/** A text that prompts put into theirs. */
export const partial = versioned(ofPartial);
