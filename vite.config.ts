import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The page. Relative addresses, so that a web server and Electron's own protocol can both serve it. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [vue()],
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1500 },
});
