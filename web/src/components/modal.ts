/** What every modal dialog does, whatever it looks like. */

/** Show a dialog over the page; the focus goes back to where it came from. */
export function asModal(dialog: HTMLDialogElement): () => void {
  const before = document.activeElement;
  dialog.showModal();
  // The browser keeps focus inside; it gives it back only where Esc closed it.
  return () => {
    // The browser tells later that it closed; by then another one may be open.
    dialog.addEventListener("close", (event) => event.stopImmediatePropagation(), { capture: true });
    dialog.close();
    if (before instanceof HTMLElement) before.focus();
  };
}

/** Return what answers a click: one beside the sheet, on the dialog itself, closes. */
export function besides(close: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.target === event.currentTarget) close();
  };
}
