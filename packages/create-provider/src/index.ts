/**
 * What `npm create @sluice/provider` does, for programs.
 *
 * @module
 */

export { createPackage, type Created } from './create-package.ts';
export { KINDS, type Kind } from './kind.ts';
export type { Plan, Wanted } from './plan.ts';
export { Refusal } from './refusal.ts';
