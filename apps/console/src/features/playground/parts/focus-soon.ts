/** The text of a message once it is on the page, else the field for the next one. */
export function focusSoon(message: string | undefined, field: HTMLTextAreaElement | null): void {
  requestAnimationFrame(() => {
    const card = message && document.querySelector(`[data-message="${message}"] textarea`);
    (card instanceof HTMLElement ? card : field)?.focus();
  });
}
