export { JsonArray, JsonDocument, JsonObject } from './document.ts';
export { numberOf, withLongNumbers, withMarkedNumbers } from './long-numbers.ts';
export { JsonSyntaxError } from './scan.ts';
