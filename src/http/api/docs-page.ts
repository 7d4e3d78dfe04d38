import type { Translate } from '../../kit/i18n.js';
import { PROBLEMS, type ProblemCode } from './problem.js';
import { swaggerWords, TRANSLATE } from './swagger-words.js';

/**
 * Starts Swagger UI. A token that is typed in stays in the page: it is gone when the page is. Without deepLinking, because its
 * links stand inside buttons, where nobody who uses a keyboard or a screen reader gets at them; without the list of servers, as there is one.
 */
export const startScript = (t: Translate): string => `${TRANSLATE}
inOurWords(${JSON.stringify(swaggerWords(t))});
SwaggerUIBundle({
  url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: false, presets: [SwaggerUIBundle.presets.apis], plugins: [{ wrapComponents: { ServersContainer: () => () => null } }], validatorUrl: null,
  displayRequestDuration: true, defaultModelsExpandDepth: 0, docExpansion: 'list', persistAuthorization: false, syntaxHighlight: { activated: false },
});
`;

/** What our page has beside Swagger UI's own look. */
const STYLE = `body { margin: 0; font-family: system-ui, sans-serif; color: #22303c; background: #fff } main, .problems { max-width: 1460px; margin: 0 auto; padding: 0 20px 40px } .swagger-ui { overflow-wrap: anywhere } .swagger-ui .info .title small { background: #4a5260 } .swagger-ui .info .title small.version-stamp { background: #3c6300 } .swagger-ui .btn.authorize { color: #1b6e3c; border-color: #1b6e3c } .swagger-ui .btn.authorize svg { fill: #1b6e3c } .swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1b62b0 } .swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1b6e3c }
.swagger-ui .info .url, .swagger-ui .info a { color: #0b5cad } .swagger-ui .info .title small pre { color: #fff }
.problems h2 { font-size: 24px } .problems dt { font-weight: 600; margin-top: 16px } .problems dd { margin: 4px 0 0 } .problems code { background: #eef1f4; border-radius: 4px; padding: 1px 5px } .swagger-ui .wrapper { padding: 0; box-sizing: border-box }
.swagger-ui .response-control-media-type__accept-message, .swagger-ui .response-col_links { display: none } .swagger-ui .parameters-col_name { min-width: 11em }
@media (max-width: 600px) { .swagger-ui .opblock-tag { flex-wrap: wrap } .swagger-ui .opblock-tag small { flex-basis: 100%; order: 2; padding: 0 } .swagger-ui .opblock .opblock-summary { flex-wrap: wrap } .swagger-ui .opblock-summary-description { padding: 4px 10px } .swagger-ui table { display: block; overflow-x: auto } .swagger-ui .scheme-container .schemes { flex-wrap: wrap } }`;

/** The page of the API: what Swagger UI makes of the document, and below it every problem, which `type` of an answer leads to. */
export function docsPage(t: Translate, brand: string, locale: string): string {
  const title = escaped(t('api:document.title', { brand }));
  const problems = (Object.keys(PROBLEMS) as ProblemCode[]).map(
    (code) => `<dt id="problem-${code}">${PROBLEMS[code]} <code>${code}</code> ${escaped(t(`api:problem.${code}.title`))}</dt><dd>${escaped(t(`api:problem.${code}.help`))}</dd>`,
  );
  return `<!doctype html>
<html lang="${escaped(locale)}">
<head><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/api/docs/swagger-ui.css"><style>${STYLE}
.swagger-ui .parameter__name.required::after, .swagger-ui .opblock-section-request-body .required::after { content: ${JSON.stringify(t('api:ui.required'))} }</style></head>
<body><main><div id="swagger-ui"><noscript>${escaped(t('api:document.no_script'))} <a href="/api/openapi.json">openapi.json</a></noscript></div></main>
<section class="problems" aria-labelledby="problems"><h2 id="problems">${escaped(t('api:document.problems'))}</h2><p>${escaped(t('api:document.problems_help'))}</p><dl>${problems.join('')}</dl></section>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
