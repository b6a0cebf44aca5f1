export { JsonArray, JsonDocument, JsonObject } from './document.ts';
export { JsonSyntaxError } from './scan.ts';
