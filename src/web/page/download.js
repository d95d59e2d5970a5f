// Hands a file to the browser's own downloads.

import { make } from "./element.js";

/** Saves a blob under a name. */
export function saveFile({ blob, name }) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
