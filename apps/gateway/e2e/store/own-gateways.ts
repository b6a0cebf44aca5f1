import { startGateway, type Gateway, type GatewayOptions } from '../../test/support/gateway.ts';

/** Gateways that end with their suite, however that goes. */
export interface OwnGateways {
  readonly start: (options: GatewayOptions) => Promise<Gateway>;
  /** Ends those that are still there. */
  readonly end: () => Promise<void>;
}

export function ownGateways(): OwnGateways {
  const started: Gateway[] = [];
  return {
    async start(options) {
      const gateway = await startGateway(options);
      started.push(gateway);
      return gateway;
    },
    async end() {
      for (const gateway of started) gateway.signal('SIGKILL');
      await Promise.all(started.map(({ exited }) => exited));
    },
  };
}
