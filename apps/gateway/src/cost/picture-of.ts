/** What a picture is like, as `picture` in `Used` has it: what is left to the provider is left out. */
export function pictureOf(quality: string | undefined, size: string | undefined): string | undefined {
  const said = [quality, size].filter((word) => word !== undefined && word !== '' && word !== 'auto');
  return said.length === 0 ? undefined : said.join(' ');
}
