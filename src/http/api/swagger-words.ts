import type { Translate } from '../../kit/i18n.js';

/** What Swagger UI, which speaks English only, says on the page: our key (`api:ui.…`) and its words. */
const WORDS = {
  authorize: 'Authorize',
  authorized: 'Authorized',
  available: 'Available authorizations',
  cancel: 'Cancel',
  clear: 'Clear',
  close: 'Close',
  code: 'Code',
  copied: 'Copied!',
  description: 'Description',
  details: 'Details',
  download: 'Download',
  duration: 'Request duration',
  edit: 'Edit Value',
  example: 'Example Value',
  example_description: 'Example Description',
  execute: 'Execute',
  expand_all: 'Expand all',
  collapse_all: 'Collapse all',
  headers: 'Headers:',
  loading: 'Loading...',
  logout: 'Logout',
  media_type: 'Media type',
  name: 'Name',
  no_parameters: 'No parameters',
  parameters: 'Parameters',
  request_body: 'Request body',
  request_url: 'Request URL',
  required: 'required',
  required_field: 'Required field is not provided',
  reset: 'Reset',
  response_body: 'Response body',
  response_headers: 'Response headers',
  responses: 'Responses',
  schema: 'Schema',
  schemas: 'Schemas',
  server_response: 'Server response',
  try: 'Try it out',
  type: 'Type',
  value: 'Value:',
} as const;

/** The translations by Swagger UI's own words. */
export function swaggerWords(t: Translate): Record<string, string> {
  return Object.fromEntries(Object.entries(WORDS).map(([key, words]) => [words, t(`api:ui.${key}`)]));
}

/**
 * Puts our words in place of Swagger UI's, also in what it draws later. Only whole texts are replaced, and never inside code,
 * answers or what somebody typed.
 */
export const TRANSLATE = `
function inOurWords(words) {
  const spared = 'code, pre, textarea, input, .microlight, .highlight-code, .live-responses-table .response-col_description pre';
  const mend = (node) => {
    const said = node.data.trim();
    const ours = Object.hasOwn(words, said) ? words[said] : undefined;
    if (ours !== undefined && ours !== said && !(node.parentElement && node.parentElement.closest(spared))) node.data = node.data.replace(said, ours);
  };
  const mendAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return mend(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) mend(texts.currentNode);
  };
  new MutationObserver((changes) => changes.forEach(({ type, target, addedNodes }) => (type === 'characterData' ? mend(target) : addedNodes.forEach(mendAll)))).observe(document.getElementById('swagger-ui'), { subtree: true, childList: true, characterData: true });
}`;
