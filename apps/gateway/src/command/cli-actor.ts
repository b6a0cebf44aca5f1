/** Who changes things at the command line, as the audit log calls them: whoever has the machine. */
export const CLI = { actor: 'cli', name: 'command line' } as const;
