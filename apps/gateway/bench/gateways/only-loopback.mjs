import net from 'node:net';

// The peer listens on every address and has no setting for it; a benchmark must not open a gateway to the network.
// oxlint-disable-next-line unbound-method -- it is called with `this` below
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  const callback = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, { port: Number(port?.port ?? port), host: '127.0.0.1', backlog: 4096 }, callback);
};
