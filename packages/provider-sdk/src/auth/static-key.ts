import type { WireRequest } from '../wire.ts';

const withHeader = (request: WireRequest, name: string, value: string | undefined): WireRequest =>
  value === undefined ? request : { ...request, headers: { ...request.headers, [name]: value } };

/** Sends a field as `Authorization: Bearer …`. */
export const bearer =
  <K extends string>(field: K) =>
  (request: WireRequest, settings: Readonly<Partial<Record<K, string | undefined>>>): WireRequest => {
    const value = settings[field];
    return withHeader(request, 'authorization', value === undefined ? undefined : `Bearer ${value}`);
  };

/** Sends a field in a header of the provider's own. */
export const headerKey =
  <K extends string>(header: string, field: K) =>
  (request: WireRequest, settings: Readonly<Partial<Record<K, string | undefined>>>): WireRequest =>
    withHeader(request, header, settings[field]);
