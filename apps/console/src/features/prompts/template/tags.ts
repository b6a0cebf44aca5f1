/** What a tag of a template is. */
export type TagKind = 'value' | 'section' | 'inverted' | 'end' | 'partial' | 'named-partial' | 'comment' | 'delimiters';

/** One tag of a template in Mustache, and where it stands. */
export interface Tag {
  readonly kind: TagKind;
  /** What stands in it; for a partial its slug, with a version behind an `@` or without. */
  readonly name: string;
  /** Characters from the beginning of the text. */
  readonly from: number;
  readonly to: number;
}

const KINDS: Readonly<Record<string, TagKind>> = {
  '#': 'section',
  '^': 'inverted',
  '/': 'end',
  '>': 'partial',
  '!': 'comment',
  '=': 'delimiters',
  '&': 'value',
  '{': 'value',
};

/** All tags of a template. What is not closed yet is none: somebody is about to write it. */
export function tagsIn(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  let open = '{{';
  let close = '}}';
  for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, from)) {
    const start = from + open.length;
    const sign = /^\s*([#^/>!=&{])/.exec(text.slice(start, start + 20))?.[1];
    // `{{{name}}}` ends with three; so does no tag of other delimiters.
    const ending = sign === '{' && open === '{{' ? '}}}' : sign === '=' ? `=${close}` : close;
    const end = text.indexOf(ending, start);
    if (end < 0) break;
    const to = end + ending.length;
    const inner = text
      .slice(start, end)
      .trim()
      .replace(/^[#^/>!=&{]/, '')
      .trim();
    const kind = KINDS[sign ?? ''] ?? 'value';
    const isNamed = kind === 'partial' && inner.startsWith('>');
    tags.push({ kind: isNamed ? 'named-partial' : kind, name: isNamed ? inner.slice(1).trim() : inner, from, to });
    if (kind === 'delimiters') [open = '{{', close = '}}'] = inner.split(/\s+/);
    from = to;
  }
  return tags;
}
