import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CATALOGUE = 'src/domain/reports/catalogue.ts';

/**
 * docs/metrics.md, made from the report catalogue and the formulas people read beside the figures (locales/, reports.json).
 * @param {string} root the repository's folder
 */
export function metricsPage(root) {
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const catalogue = read(CATALOGUE);
  const words = (locale) => JSON.parse(read(`locales/${locale}/reports.json`));
  const [en, pt] = [words('en'), words('pt-BR')];
  return [
    '# Figures',
    '',
    'Made by `node docs/tools/write-pages.mjs` from `src/domain/reports/catalogue.ts` and `locales/`; `test/facts-doc.test.ts` fails when it is stale. The same words stand beside',
    'each figure in the portal and in every export. `test/reports/figures.test.ts` holds each figure against a slow count by its definition, on random data.',
    '',
    'A **period** is whole days of the business zone (`TZ_BUSINESS`): from the start of its first day to the start of the day after its last. It is **compared** with as many days',
    'right before it; a whole month with the month before. **Filters**: person, priority and level are those of the conversation as it is now, except where clocks (`sla`) and',
    'surveys (`satisfaction`) keep their own, and where a person’s own work is counted (`productivity`). Medians and percentiles are nearest-rank, without interpolation. `–` means that',
    'there was nothing to measure.',
    '',
    ...reportsOf(catalogue).flatMap(({ key, file, dimensions, figures }) => [
      `## ${en.name[key]} (\`${key}\`)`,
      '',
      `*${pt.name[key]}* · one line for each: ${dimensions.map((dimension) => en.dimension[dimension].toLowerCase()).join(', ')} · [${file}](../src/domain/reports/${file})`,
      '',
      '| figure | | counted in | definition |',
      '| --- | --- | --- | --- |',
      ...figures.map(({ figure, unit }) => `| \`${figure}\` | ${en.figures[key][figure].name} | ${unit} | ${en.figures[key][figure].formula} |`),
      '',
    ]),
  ].join('\n');
}

/** The entries of `REPORTS`, read as text so that the page can be made before anything is built. */
function reportsOf(catalogue) {
  const files = new Map([...catalogue.matchAll(/import \{ ([^}]+) \} from '\.\/([\w-]+)\.js'/g)].flatMap(([, names, file]) => names.split(', ').map((name) => [name, `${file}.ts`])));
  const body = catalogue.slice(catalogue.indexOf('export const REPORTS = {'), catalogue.indexOf('} satisfies'));
  const found = [...body.matchAll(/^ {2}(\w+): \{/gm)];
  return found.map((match, at) => {
    const text = body.slice(match.index, found[at + 1]?.index);
    const figures = /figures: \{ ([^}]+?) ?\}/.exec(text)[1];
    return {
      key: match[1],
      file: files.get(/read: (\w+)/.exec(text)[1]),
      dimensions: [...(/dimensions: \[([^\]]+)\]/.exec(text)[1]).matchAll(/'(\w+)'/g)].map(([, name]) => name),
      figures: [...figures.matchAll(/(\w+): '(\w+)'/g)].map(([, figure, unit]) => ({ figure, unit })),
    };
  });
}
