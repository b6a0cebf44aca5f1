import type { JsonValidator } from './checks/json-validator.ts';
import type { JsonRecord } from './subject.ts';

/** Compiles a JSON Schema that somebody sent us. @throws Error saying what is wrong with it. */
export type CompileSchema = (schema: JsonRecord) => JsonValidator;

/** Loads what compiles JSON Schemas: it takes longer than all that most requests need. */
export const schemaCompiler = async (): Promise<CompileSchema> => (await import('./checks/json-validator.ts')).compileSchema;
