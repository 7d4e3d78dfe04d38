import type { ContactExport } from '../../src/domain/privacy/export-contact.js';

/** `dados.json`, a piece at a time: what it is, then each section as a list. Times are UTC, ISO 8601. */
export async function* jsonFile({ head, sections }: ContactExport, exportedAt: Date): AsyncGenerator<string> {
  const opening = JSON.stringify({ ...head, exportedAt }, null, 1);
  yield opening.slice(0, -2);
  for (const { name, pages } of sections) {
    yield `,\n "${name}": [`;
    let first = true;
    for await (const page of pages()) {
      yield page.map((row) => `${first ? ((first = false), '') : ','}\n  ${JSON.stringify(row)}`).join('');
    }
    yield first ? ']' : '\n ]';
  }
  yield '\n}\n';
}
