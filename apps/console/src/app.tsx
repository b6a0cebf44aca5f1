import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useState } from 'react';
import { makeQueryClient } from './api/queries.ts';
import { router } from './router.tsx';
import { legible, theme } from './theme.ts';
import { Notices } from './ui/notices.tsx';

/** All of it. */
export function App() {
  const [client] = useState(makeQueryClient);
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={legible} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <ModalsProvider>
            <Notices />
            <RouterProvider router={router} />
          </ModalsProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}
