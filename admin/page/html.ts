const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
}

/** A small page of our own, outside AdminJS. `title` is text, `main` is HTML. */
export function page(locale: string, title: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" type="image/svg+xml" href="/admin/frontend/assets/icon.svg">
<link rel="stylesheet" href="/admin/frontend/assets/sign-in.css">
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}
