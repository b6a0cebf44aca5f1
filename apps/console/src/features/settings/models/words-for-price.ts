/** `input $0.15, output $0.6`; what is no number by its name. */
export function wordsForPrice(price: Readonly<Record<string, unknown>> | undefined): string {
  const told = Object.entries(price ?? {}).map(([name, value]) =>
    typeof value === 'number' ? `${name.replaceAll('_', ' ')} $${value}` : `${name.replaceAll('_', ' ')}: ${JSON.stringify(value)}`,
  );
  return told.length === 0 ? 'not known' : told.join(', ');
}
