import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type OfAnchors = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps | keyof ButtonProps> & {
  readonly ref?: Ref<HTMLAnchorElement>;
};

/** Words that lead to another page, whose address and search the compiler knows. */
export const TextLink = createLink((parts: AnchorProps & OfAnchors) => <Anchor {...parts} />);

/** The same, as a button. */
export const LinkButton = createLink((parts: ButtonProps & OfAnchors) => <Button component="a" {...parts} />);
