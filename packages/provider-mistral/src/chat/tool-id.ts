import { createHash } from 'node:crypto';

const MISTRALS = /^[a-zA-Z0-9]{9}$/;

/**
 * The id of a tool call as Mistral's models take it: nine letters or digits, else 400. Another provider's id becomes the
 * same nine wherever it stands, in the call and in its answer. Source: the error's text, quoted by clients, 2024 to 2026.
 */
export function toolId(id: string): string {
  if (MISTRALS.test(id)) return id;
  // A digest is 43 signs long, of which few are neither.
  const letters = createHash('sha256')
    .update(id)
    .digest('base64')
    .replace(/[^a-zA-Z0-9]/g, '');
  return letters.slice(0, 9);
}
