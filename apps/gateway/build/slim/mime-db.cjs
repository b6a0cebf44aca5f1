// The types that the gateway's own pages have; replies of providers bring theirs along.
module.exports = {
  'application/json': { charset: 'UTF-8', compressible: true, extensions: ['json'] },
  'application/manifest+json': { charset: 'UTF-8', compressible: true, extensions: ['webmanifest'] },
  'font/woff2': { compressible: false, extensions: ['woff2'] },
  'image/jpeg': { compressible: false, extensions: ['jpg', 'jpeg'] },
  'image/png': { compressible: false, extensions: ['png'] },
  'image/svg+xml': { compressible: true, extensions: ['svg'] },
  'image/vnd.microsoft.icon': { compressible: true, extensions: ['ico'] },
  'image/webp': { compressible: false, extensions: ['webp'] },
  'text/css': { charset: 'UTF-8', compressible: true, extensions: ['css'] },
  'text/html': { compressible: true, extensions: ['html'] },
  'text/javascript': { charset: 'UTF-8', compressible: true, extensions: ['js', 'mjs'] },
  'text/plain': { compressible: true, extensions: ['txt'] },
};
