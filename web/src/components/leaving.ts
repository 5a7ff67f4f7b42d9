/** Send what stands in a field before the page asks whether anything waits to be sent. */
export function beforeLeaving(send: () => void): () => void {
  addEventListener("beforeunload", send, { capture: true });
  return () => removeEventListener("beforeunload", send, { capture: true });
}
