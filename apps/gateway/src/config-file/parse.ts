import { parse } from 'yaml';

/** Reads YAML, and so JSON too. The only file that knows the parser; it is loaded with the first config file. */
export const parseText = (text: string): unknown => parse(text) as unknown;
