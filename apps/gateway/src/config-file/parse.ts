import { parse, stringify } from 'yaml';

/** Reads YAML, and so JSON too. The only file that knows the parser; it is loaded with the first config file. */
export const parseText = (text: string): unknown => parse(text) as unknown;

/** Writes YAML that people can read: long texts as blocks, no line broken. */
export const writeText = (value: unknown): string =>
  stringify(value, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
