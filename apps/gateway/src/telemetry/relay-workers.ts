import cluster from 'node:cluster';
import { isWorkerMessage, type WorkerMessage } from './worker-message.ts';

/** In the parent of workers: hands on what they say to each other, and tells them who they are. */
export function relayBetweenWorkers(): void {
  const all = () => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const send = (ids: (id: number) => boolean, message: WorkerMessage) => {
    for (const worker of all()) {
      if (!ids(worker.id) || !worker.isConnected()) continue;
      worker.send(message, () => {
        // One that has gone meanwhile is told nothing any more.
      });
    }
  };
  const introduce = () => {
    const ids = all().map(({ id }) => id);
    send(() => true, { sluice: 'workers', ids });
  };
  // Connected to us is not yet able to listen: each is told when it takes connections, and all others with it.
  cluster.on('listening', introduce);
  cluster.on('exit', introduce);
  cluster.on('message', (_worker, message: unknown) => {
    if (!isWorkerMessage(message)) return;
    if (message.sluice === 'answer') send((id) => id === message.to, message);
    else if (message.sluice !== 'workers') send((id) => id !== message.from, message);
  });
}
