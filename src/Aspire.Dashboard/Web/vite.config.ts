import { defineConfig } from 'vite';

// The bundle is committed and embedded in the dashboard's assembly, so that building it needs the .NET SDK alone.
// Names without hashes keep its history readable; the server sends entity tags.
export default defineConfig({
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: ['index.html', 'login.html'],
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
});
