import { badRequest } from '@sluice/provider-sdk/chat';

/** Reads `1024x768`; `auto` and nothing leave it to the provider. */
export function sizeOf(size: unknown): { readonly width: number; readonly height: number } | undefined {
  if (size === undefined || size === null || size === 'auto') return undefined;
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/i.exec(typeof size === 'string' ? size : '') ?? [];
  if (width === undefined || height === undefined) throw badRequest('size', 'must be like 1024x1024');
  return { width: Number(width), height: Number(height) };
}
