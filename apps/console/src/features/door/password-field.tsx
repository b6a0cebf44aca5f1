import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** The gateway takes no shorter one. */
export const FEWEST_LETTERS = 10;

/** A password, with a button that shows it: whoever sees what they type makes fewer mistakes. */
export const PasswordField = (parts: PasswordInputProps) => (
  <PasswordInput
    required
    aria-invalid={Boolean(parts.error)}
    visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
    {...parts}
  />
);

/** One that is chosen now. */
export const NewPasswordField = (parts: PasswordInputProps) => (
  <PasswordField
    label="Password"
    description={`At least ${FEWEST_LETTERS} characters: long rather than odd`}
    minLength={FEWEST_LETTERS}
    maxLength={500}
    autoComplete="new-password"
    {...parts}
  />
);
