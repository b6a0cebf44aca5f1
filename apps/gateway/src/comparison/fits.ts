import type { CompileSchema } from '@sluice/core';
import type { Said } from './read-said.ts';
import type { WantedFormat } from './wanted-format.ts';

/** Judges whether what an answer says is as its request wants it; null of an answer that says nothing because it calls tools. */
export type Fits = (said: Said) => boolean | null;

/** @returns Undefined for a schema that cannot be judged by. */
export function fitsFor(wanted: WantedFormat, compile: CompileSchema): Fits | undefined {
  const isFit = judgeOf(wanted, compile);
  return isFit && (({ texts, toolCalls }) => (toolCalls.length > 0 && texts.every((text) => text === '') ? null : texts.every(isFit)));
}

function judgeOf(wanted: WantedFormat, compile: CompileSchema): ((text: string) => boolean) | undefined {
  if (wanted.kind === 'object') return isJsonObject;
  try {
    const validate = compile(wanted.schema);
    return (text) => {
      try {
        return validate(JSON.parse(text));
      } catch {
        // No JSON, or nested deeper than anybody follows: it is not as the schema says.
        return false;
      }
    };
  } catch {
    // The provider may know what to make of it; here nobody does.
    return undefined;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    // That it is no JSON is what was asked.
    return false;
  }
}
