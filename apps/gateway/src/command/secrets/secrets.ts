import { subCommands } from '../sub-command.ts';
import { rotate } from './rotate.ts';

/** `secrets rotate` */
export const secrets = subCommands('secrets', { rotate });
