/** The "hold always" goals: Sluice's share of the peer's figure, or (throughput) its multiple; `relay` is against the plain relay. */
export const goals = {
  cpu: { peer: 1 / 7, relay: 2.2 },
  throughput: { peer: 7 },
  memoryAfterLoad: { peer: 1 / 1.4 },
  rateCpu: { peer: 1 / 2.8 },
  addedP50: { peer: 1 / 2.5 },
  addedP99: { peer: 1 / 8 },
  eventCpu: { peer: 1 / 2.5 },
  firstByte: { peer: 1 / 20 },
  eventDelay: { peer: 1 / 10 },
  streamMemory: { peer: 1 / 1.8 },
  bodyCpu: { peer: 1 / 3 },
  bodyMemory: { peer: 1 / 1.8 },
  start: { peer: 1 / 1.6 },
};
