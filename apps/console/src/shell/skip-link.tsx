import { Anchor } from '@mantine/core';
import classes from './skip-link.module.css';

/** The first thing that a keyboard comes to: past the navigation. */
export const SkipLink = () => (
  <Anchor href="#page" className={classes['link']}>
    Skip to the page
  </Anchor>
);
