import type { Preset } from '../preset.ts';
import { chatProviders } from './chat.ts';
import { clouds } from './clouds.ts';
import { media } from './media.ts';
import { notServed } from './not-served.ts';
import { ownServers } from './own-servers.ts';
import { passThrough } from './pass-through.ts';
import { thinkers } from './thinkers.ts';

export const presets: readonly Preset[] = [...chatProviders, ...thinkers, ...clouds, ...ownServers, ...media, ...passThrough, ...notServed];
