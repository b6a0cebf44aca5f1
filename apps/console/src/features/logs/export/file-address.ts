/** Where the file is, here: behind a proxy the gateway may take itself for another host than this page came from. */
export function fileAddress(signed: string): string {
  const { pathname, search } = new URL(signed, location.href);
  return `${pathname.slice(pathname.indexOf('/v1/'))}${search}`;
}
