import type { Server } from 'node:http';

/** The pass that the service takes. */
export const PASS: string;

/** A service that speaks Parley, not yet listening. */
export function createParley(): Server;
