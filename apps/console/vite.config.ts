import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a gateway listens while the console is worked on: `npx vite` beside `npm start`. */
const GATEWAY = 'http://127.0.0.1:8787';

export default defineConfig({
  // No name of its host: a gateway may stand below any address, but its console always at this one.
  base: '/console/',
  plugins: [react()],
  build: { sourcemap: true, target: 'es2022' },
  server: { proxy: { '/v1': GATEWAY } },
});
