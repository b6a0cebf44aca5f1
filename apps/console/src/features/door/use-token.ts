import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Takes the token out of a link, and out of the address bar: there it would be read by who looks over a shoulder, and kept in the history. */
export function useToken(page: '/setup' | '/invite', inAddress: string | undefined): string | undefined {
  const [token] = useState(inAddress);
  const navigate = useNavigate();
  useEffect(() => {
    if (inAddress !== undefined) void navigate({ to: page, search: {}, replace: true });
  }, [inAddress, navigate, page]);
  return token;
}
