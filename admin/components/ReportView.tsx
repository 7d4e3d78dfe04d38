import React, { type CSSProperties, type FC } from 'react';
import Bars from './Bars';
import Columns from './Columns';
import HeatMap from './HeatMap';
import { dayText, figureText, fill } from './number-format';
import type { Report } from './report-shape';

interface ViewProps {
  report: Report;
  texts: Record<string, string>;
  locale: string;
}

const CELL: CSSProperties = { padding: '10px 12px', borderBottom: '1px solid #DDE4E8', textAlign: 'left', verticalAlign: 'top' };
const NUMBER: CSSProperties = { ...CELL, textAlign: 'right', whiteSpace: 'nowrap' };
/** More bars than this are no picture any more; the table has them all. */
const MOST_BARS = 20;
const CARD: CSSProperties = { background: '#FFFFFF', borderRadius: 12, padding: 20, marginTop: 16, boxShadow: '0 1px 4px rgb(26 43 50 / 12%)' };

/** A report: its picture, its lines with those of the period before, and what each figure means. */
const ReportView: FC<ViewProps> = ({ report, texts, locale }) => {
  const { period, previous, figures, rows } = report;
  const at = (index: number, row: Report['rows'][number]) => figureText(row.values[index], figures[index]?.unit ?? 'count', locale, texts);
  const span = { from: dayText(period.from, locale), to: dayText(period.to, locale, -1), before_from: dayText(previous.from, locale), before_to: dayText(previous.to, locale, -1) };
  return (
    <>
      <p style={{ marginTop: 16, color: '#4A5860' }}>{fill(texts[report.compared ? 'compared' : 'plain_period'], span)}</p>
      {rows.length === 0 ? <p style={CARD}>{texts['empty']}</p> : (
        <>
          <section style={CARD}><Picture report={report} texts={texts} locale={locale} /></section>
          <section style={{ ...CARD, padding: 0 }}>
            <div tabIndex={0} role="region" aria-label={report.name} style={{ overflowX: 'auto' }}>
              <table style={{ borderCollapse: 'collapse', width: '100%', fontSize: 14 }}>
                <caption style={{ textAlign: 'left', padding: '16px 12px 8px', fontWeight: 700 }}>{report.name}</caption>
                <thead>
                  <tr>
                    {report.dimensions.map((name) => <th key={name} scope="col" style={CELL}>{name}</th>)}
                    {figures.map(({ key, name, formula }) => <th key={key} scope="col" style={NUMBER}><abbr title={formula} style={{ textDecoration: 'none', borderBottom: '1px dotted #5A6870' }}>{name}</abbr></th>)}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.keys.join('|')}>
                      {row.names.map((name, i) => (i === 0 ? <th key={i} scope="row" style={{ ...CELL, fontWeight: 600 }}>{name}</th> : <td key={i} style={CELL}>{name}</td>))}
                      {figures.map(({ key, unit }, i) => (
                        <td key={key} style={NUMBER}>
                          {at(i, row)}
                          {report.compared ? <small style={{ display: 'block', color: '#4A5860' }}>{fill(texts['before'], { value: figureText(row.before[i], unit, locale, texts) })}</small> : null}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        </>
      )}
      <section style={CARD}>
        <h2 style={{ fontSize: 16, fontWeight: 700, margin: '0 0 12px' }}>{texts['definitions']}</h2>
        <dl style={{ margin: 0 }}>
          {figures.map(({ key, name, formula }) => <React.Fragment key={key}><dt style={{ fontWeight: 600 }}>{name}</dt><dd style={{ margin: '2px 0 10px', color: '#3B4A52', lineHeight: 1.45 }}>{formula}</dd></React.Fragment>)}
        </dl>
      </section>
    </>
  );
};

/** The picture a report asks for. */
const Picture: FC<ViewProps> = ({ report: { chart, figures, rows }, texts, locale }) => {
  const drawn = chart.figures.map((key) => figures.findIndex((figure) => figure.key === key));
  const [first = 0] = drawn;
  const unit = figures[first]?.unit ?? 'count';
  const label = fill(texts['chart_of'], { figure: drawn.map((index) => figures[index]?.name).join(', ') });
  if (chart.kind === 'heat') return <HeatMap label={label} locale={locale} cells={rows.map(({ keys, values }) => ({ weekday: Number(keys[0]), hour: Number(keys[1]), value: values[first] ?? 0 }))} />;
  const text = (value: number | null | undefined) => figureText(value, unit, locale, texts);
  const heading = <h2 style={{ fontSize: 14, fontWeight: 600, margin: '0 0 12px' }}>{label}</h2>;
  if (drawn.length > 1 || unit === 'nps') {
    const series = drawn.map((index) => ({ name: figures[index]?.name ?? '', values: rows.map(({ values }) => values[index] ?? null), texts: rows.map(({ values }) => text(values[index])) }));
    return <>{heading}<Columns label={label} names={rows.map(({ names }) => names[0] ?? '')} series={series} none={texts['empty'] ?? ''} /></>;
  }
  const items = rows.slice(0, MOST_BARS).map(({ names, values }) => ({ name: names.join(' · '), value: values[first] ?? null, text: text(values[first]) }));
  return <>{heading}<Bars label={label} items={items} none={texts['empty'] ?? ''} {...(unit === 'percent' ? { full: 100 } : {})} /></>;
};

export default ReportView;
