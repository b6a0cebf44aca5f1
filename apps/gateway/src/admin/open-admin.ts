import type { House } from '@sluice/core';
import type { Router } from 'express';
import type { BodyLimits } from '../http/body-limits.ts';
import { identifyBy } from './identify.ts';
import type { AdminMeans } from './means.ts';
import { adminRouter } from './router.ts';
import { adminRoutes } from './routes.ts';
import { otlpDoors } from '../otlp-in/otlp-doors.ts';

export interface AdminOptions {
  readonly means: AdminMeans;
  readonly house: House;
  readonly limits: BodyLimits;
  readonly onBug: (error: unknown) => void;
}

/** The admin API, ready to be asked. */
export function openAdmin({ means, house, limits, onBug }: AdminOptions): Router {
  const identify = identifyBy({ house, store: means.store, now: means.now });
  return adminRouter({ routes: adminRoutes(means), limits, identify, onBug }).use(otlpDoors({ means, identify, limits, onBug }));
}
