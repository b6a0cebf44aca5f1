/**
 * Gives documents the names that Converse takes: letters, digits, single spaces, hyphens and brackets; each once in a call.
 * Source: Bedrock API reference, DocumentBlock, read 2026-11.
 */
export function documentNames(): (name: string | undefined) => string {
  const used = new Set<string>();
  return (name = '') => {
    const plain = name
      .replace(/\.[a-zA-Z0-9]{1,5}$/, '')
      .replace(/[^a-zA-Z0-9\s()[\]-]/g, '-')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 190);
    const wanted = plain === '' ? 'document' : plain;
    let free = wanted;
    for (let count = 2; used.has(free); count++) free = `${wanted} (${count})`;
    used.add(free);
    return free;
  };
}
