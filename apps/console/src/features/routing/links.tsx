import type { ReactNode } from 'react';
import { TextLink } from '../../ui/links.tsx';

interface Records {
  /** Members of the filter that the log's page reads. */
  readonly filter: Readonly<Record<string, string | boolean>>;
  readonly children: ReactNode;
  readonly bold?: boolean;
}

/** Leads to records of the log. */
export const LinkToLogs = ({ filter, children, bold = false }: Records) => (
  <TextLink to="/logs" search={filter} size="sm" fw={bold ? 500 : 400}>
    {children}
  </TextLink>
);

/** Leads to one record. */
export const LinkToLog = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <TextLink to="/logs/$id" params={{ id }} size="sm">
    {children}
  </TextLink>
);

interface Config {
  readonly slug: string;
  readonly children: ReactNode;
  readonly bold?: boolean;
}

/** Leads to a config. */
export const LinkToConfig = ({ slug, children, bold = false }: Config) => (
  <TextLink to="/routing/$slug" params={{ slug }} size="sm" fw={bold ? 500 : 400} style={{ overflowWrap: 'anywhere' }}>
    {children}
  </TextLink>
);
