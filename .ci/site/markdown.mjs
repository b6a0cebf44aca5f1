/** The first heading. */
export const titleOf = (markdown) => /^# (.+)$/m.exec(markdown)?.[1].replaceAll('`', '') ?? 'Untitled';

const FENCE = /^\s*(```+|~~~+)/;

/** Changes the prose of a page and leaves its blocks of code as they are. */
export function changeProse(markdown, change) {
  const pieces = [];
  let fence;
  let prose = [];
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    const opens = fence === undefined && mark !== undefined;
    if (opens) {
      pieces.push(change(prose.join('\n')));
      prose = [];
      fence = mark;
      pieces.push(line);
    } else if (fence !== undefined) {
      pieces.push(line);
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else {
      prose.push(line);
    }
  }
  if (prose.length > 0) pieces.push(change(prose.join('\n')));
  return pieces.join('\n');
}

/** Comments tell tests what to do with an example; a reader is not shown them. */
export const withoutComments = (prose) => prose.replace(/\n*<!--[^]*?-->/g, '');

/** Gives every link of a page another target; those with a scheme of their own, and those within the page, stay. */
export const relink = (prose, targetOf) =>
  prose.replace(/(\]\()([^)\s]+)(\))|^(\[[^\]]+\]: )(\S+)()$/gm, (whole, before, target, after, label, labelled) => {
    const given = target ?? labelled;
    return /^(?:[a-z][a-z+.-]*:|#)/i.test(given) ? whole : `${before ?? label}${targetOf(given)}${after ?? ''}`;
  });
