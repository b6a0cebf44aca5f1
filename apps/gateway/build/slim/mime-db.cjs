// The types that the gateway's own pages have; replies of providers bring theirs along.
module.exports = {
  'application/json': { charset: 'UTF-8', compressible: true, extensions: ['json'] },
  'text/css': { charset: 'UTF-8', compressible: true, extensions: ['css'] },
  'text/html': { compressible: true, extensions: ['html'] },
  'text/javascript': { charset: 'UTF-8', compressible: true, extensions: ['js', 'mjs'] },
  'text/plain': { compressible: true, extensions: ['txt'] },
};
