import type { House } from '@sluice/core';

/** The same house without a network: whatever would call somebody fails instead. */
export const reachesNobody = (house: House): House => ({
  ...house,
  transport: () => Promise.reject(nobody()),
  authTools: { ...house.authTools, send: () => Promise.reject(nobody()) },
  guardTools: { ...house.guardTools, send: () => Promise.reject(nobody()) },
});

const nobody = () => new Error('a dry run calls nobody');
