import type { Scope } from '@sluice/contract';
import type { LucideIcon } from 'lucide-react';
import CircleAlert from 'lucide-react/icons/circle-alert';
import FilePlus from 'lucide-react/icons/file-plus';
import KeyRound from 'lucide-react/icons/key-round';
import Plug from 'lucide-react/icons/plug';
import Split from 'lucide-react/icons/split';
import UserPlus from 'lucide-react/icons/user-plus';

/** Something that can be begun from anywhere: a page with something on it opened. */
export interface Command {
  readonly label: string;
  readonly about: string;
  readonly icon: LucideIcon;
  readonly to: string;
  readonly search: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
}

export const COMMANDS: readonly Command[] = [
  {
    label: 'Add a provider',
    about: 'Keep a provider’s key',
    icon: Plug,
    to: '/providers',
    search: { make: true },
    scope: 'virtual_keys.create',
  },
  {
    label: 'Make an API key',
    about: 'For an app or a person',
    icon: KeyRound,
    to: '/keys',
    search: { make: true },
    scope: 'workspace_service_api_keys.create',
  },
  {
    label: 'Write a prompt',
    about: 'A new template in the library',
    icon: FilePlus,
    to: '/prompts/new',
    search: {},
    scope: 'prompts.create',
  },
  {
    label: 'Write a config',
    about: 'Where calls go, and what if that fails',
    icon: Split,
    to: '/routing/new',
    search: {},
    scope: 'configs.create',
  },
  {
    label: 'Invite somebody',
    about: 'By a link',
    icon: UserPlus,
    to: '/team',
    search: { tab: 'invites', make: true },
    scope: 'organisation_users.create',
  },
  {
    label: 'Failed requests',
    about: 'Of the last day',
    icon: CircleAlert,
    to: '/logs',
    search: { success: false, when: '24h' },
    scope: 'logs.list',
  },
];
