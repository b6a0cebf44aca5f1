/**
 * A plugin's own check of what goes in and comes out, beside those that the gateway has.
 *
 * @module
 */

export type { Check, CheckQuestion, CheckRequest, CheckTools, Finding, JsonRecord, Phase } from './check.ts';
export { defineCheck, type CheckDefinition } from './define.ts';
export { checkFlaw } from './flaw.ts';
export { askCheck, readParameters } from './judged.ts';
