import { defineConfig } from 'vite'

/** The page as one folder of static files, in `dist/playground/page`; the playground's server serves it. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/playground/page',
    emptyOutDir: true,
    target: 'es2023',
    // A file of its own passes `default-src 'self'`; a data: URL would not.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
