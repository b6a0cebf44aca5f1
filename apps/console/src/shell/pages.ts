import type { Scope } from '@sluice/contract';
import type { LucideIcon } from 'lucide-react';
import Activity from 'lucide-react/icons/activity';
import ChartLine from 'lucide-react/icons/chart-line';
import FlaskConical from 'lucide-react/icons/flask-conical';
import KeyRound from 'lucide-react/icons/key-round';
import Library from 'lucide-react/icons/library';
import ListTree from 'lucide-react/icons/list-tree';
import MessagesSquare from 'lucide-react/icons/messages-square';
import Plug from 'lucide-react/icons/plug';
import Rocket from 'lucide-react/icons/rocket';
import ScrollText from 'lucide-react/icons/scroll-text';
import Settings from 'lucide-react/icons/settings';
import Split from 'lucide-react/icons/split';
import Users from 'lucide-react/icons/users';

/** A page that the navigation leads to. */
export interface NavigablePage {
  readonly to: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** What it is for: read in the command palette, and searched there. */
  readonly about: string;
  /** Pressed after `g`. */
  readonly letter: string;
  /** Hidden from who may not. */
  readonly scope?: Scope;
}

/** Pages that belong together, under their heading. */
export const PAGES: readonly { readonly heading: string; readonly pages: readonly NavigablePage[] }[] = [
  {
    heading: 'Build',
    pages: [
      { to: '/', label: 'Start', icon: Rocket, about: 'From nothing to the first request', letter: 's' },
      { to: '/playground', label: 'Playground', icon: MessagesSquare, about: 'Talk to any model, compare two', letter: 'p' },
      {
        to: '/prompts',
        label: 'Prompts',
        icon: Library,
        about: 'The library: templates, versions, labels',
        letter: 'm',
        scope: 'prompts.list',
      },
    ],
  },
  {
    heading: 'Watch',
    pages: [
      { to: '/logs', label: 'Logs', icon: ScrollText, about: 'Every request, live and searched', letter: 'l', scope: 'logs.list' },
      { to: '/traces', label: 'Traces', icon: ListTree, about: 'Calls that belong together', letter: 't', scope: 'logs.list' },
      {
        to: '/analytics',
        label: 'Analytics',
        icon: ChartLine,
        about: 'Requests, errors, latency, tokens, cost',
        letter: 'a',
        scope: 'analytics.view',
      },
      {
        to: '/experiments',
        label: 'Experiments',
        icon: FlaskConical,
        about: 'Variants side by side, with intervals',
        letter: 'e',
        scope: 'analytics.view',
      },
    ],
  },
  {
    heading: 'Run',
    pages: [
      {
        to: '/providers',
        label: 'Providers',
        icon: Plug,
        about: 'Virtual keys: whom the gateway asks, and with which key',
        letter: 'v',
        scope: 'virtual_keys.list',
      },
      {
        to: '/keys',
        label: 'API keys',
        icon: KeyRound,
        about: 'Who may call the gateway',
        letter: 'k',
        scope: 'workspace_user_api_keys.list',
      },
      {
        to: '/routing',
        label: 'Routing',
        icon: Split,
        about: 'Configs: where calls go, and what if that fails',
        letter: 'r',
        scope: 'configs.list',
      },
      { to: '/health', label: 'Health', icon: Activity, about: 'How targets do, and open breakers', letter: 'h', scope: 'configs.list' },
      { to: '/team', label: 'Team', icon: Users, about: 'People, roles, workspaces, invites, the audit log', letter: 'u' },
      { to: '/settings', label: 'Settings', icon: Settings, about: 'Yours, and how this gateway is set up', letter: ',' },
    ],
  },
];

/** Those that somebody may open. */
export const pagesFor = (may: (scope: Scope) => boolean) =>
  PAGES.map(({ heading, pages }) => ({ heading, pages: pages.filter(({ scope }) => scope === undefined || may(scope)) })).filter(
    ({ pages }) => pages.length > 0,
  );
