/**
 * Builds an element. Properties: `class`, `text`, `on` (event → handler), `data`; booleans and strings become attributes.
 * Content only ever goes in as text or as nodes, so nothing from a message can become markup.
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name === 'text') node.textContent = value;
    else if (name === 'value') node.value = value;
    else if (name === 'on') for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name === 'data') Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Whether an address may be linked or shown: web, mail and telephone only. */
export function safeUrl(url) {
  return /^(https?:|mailto:|tel:)/i.test(String(url)) ? String(url) : null;
}

/** Whether an address may be used as a picture. */
export function safeImage(url) {
  return /^(https?:\/\/|data:image\/(png|jpeg|gif|webp);)/i.test(String(url)) ? String(url) : null;
}
