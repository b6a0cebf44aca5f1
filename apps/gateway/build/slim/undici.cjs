// The two parts of undici that the gateway uses, without fetch, WebSocket and the cache.
exports.Pool = require('undici/lib/dispatcher/pool.js');
exports.buildConnector = require('undici/lib/core/connect.js');
