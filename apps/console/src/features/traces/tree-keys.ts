import type { TraceLine } from './trace-tree.ts';

/** What a key does to a tree: goes to a line, or opens and closes one. */
export type TreeMove = { readonly to: number } | { readonly open: string } | { readonly close: string };

/** As treegrids are used everywhere. @param index The line that has the focus. @returns Undefined where the key means nothing here. */
export function moveFor(key: string, index: number, lines: readonly TraceLine[]): TreeMove | undefined {
  const line = lines[index];
  if (!line) return undefined;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return index + 1 < lines.length ? { to: index + 1 } : undefined;
    case 'ArrowUp':
    case 'k':
      return index > 0 ? { to: index - 1 } : undefined;
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: lines.length - 1 };
    case 'ArrowRight':
      if (line.isOpen === false) return { open: line.node.key };
      return line.isOpen === true ? { to: index + 1 } : undefined;
    case 'ArrowLeft': {
      if (line.isOpen === true) return { close: line.node.key };
      const above = lines.findIndex(({ node }) => node.key === line.parent);
      return above < 0 ? undefined : { to: above };
    }
    default:
      return undefined;
  }
}
