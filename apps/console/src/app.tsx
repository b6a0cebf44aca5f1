import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { client, router } from './router.tsx';
import { legible, theme } from './theme.ts';
import { Notices } from './ui/notices.tsx';

/** All of it. */
export function App() {
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
