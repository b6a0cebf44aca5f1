// Axios names its ways to the network when it is loaded; the gateway brings its own, which is a function.
const getAdapter = (adapter) => {
  if (typeof adapter === 'function') return adapter;
  throw new Error('the adapters of axios are not part of the bundled gateway');
};
export default { getAdapter, adapters: {} };
