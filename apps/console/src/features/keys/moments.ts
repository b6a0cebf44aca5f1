/** A moment as a field of the browser has it, in the local time: `2027-01-31T18:30`. @param iso ISO 8601. */
export function localOf(iso: string | null | undefined): string {
  if (!iso) return '';
  const at = new Date(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The same as the API takes it; null for an empty field. */
export const isoOf = (local: string): string | null => (local === '' ? null : new Date(local).toISOString());
