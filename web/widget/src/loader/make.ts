/** Makes an element for the host page. */

export function make<K extends keyof HTMLElementTagNameMap>(
  page: Document,
  tag: K,
  className = "",
): HTMLElementTagNameMap[K] {
  const element = page.createElement(tag);
  element.className = className;
  return element;
}
