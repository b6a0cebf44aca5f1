import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a gateway listens while the console is worked on: `npx vite` beside `npm start`. */
const GATEWAY = 'http://127.0.0.1:8787';

/**
 * What several pages share and is small goes together: each icon in a file of its own, and there are dozens on a page, would be asked
 * for by itself.
 */
const SHARED = [
  { name: 'icons', test: /lucide-react/, minShareCount: 2 },
  { name: 'shared', test: /console\/src\/(?:ui|api|session)\/[^/]+$/, minShareCount: 4, maxModuleSize: 6_000 },
  { name: 'kit', test: /@mantine\/(?:core|hooks)/, minShareCount: 8, maxModuleSize: 12_000 },
];

export default defineConfig({
  // No name of its host: a gateway may stand below any address, but its console always at this one.
  base: '/console/',
  plugins: [react()],
  // Styles for browsers that have light-dark(): written in older words it would go by the system's colours, and not by the page's.
  build: {
    sourcemap: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: { output: { codeSplitting: { groups: SHARED, includeDependenciesRecursively: false } } },
  },
  server: { proxy: { '/v1': GATEWAY } },
});
