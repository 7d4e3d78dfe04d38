/** Makes elements; text goes in as text, never as markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [props] `class`, `data-…`, `aria-…` and other attributes; functions become listeners (`onclick`)
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id);
