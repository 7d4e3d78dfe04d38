import React, { type CSSProperties, type FC } from 'react';
import { ACCENT_FOR_TEXT, PRIMARY_FOR_TEXT } from '../brand';

export interface Series {
  name: string;
  values: (number | null)[];
  texts: string[];
}

interface ColumnsProps {
  label: string;
  /** What stands under each column. */
  names: string[];
  series: Series[];
  none: string;
}

const COLOURS = [PRIMARY_FOR_TEXT, ACCENT_FOR_TEXT];
const HEIGHT = 140;
const FOOT = 18;
/** Only for those who listen. */
const HIDDEN: CSSProperties = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clip: 'rect(0 0 0 0)', whiteSpace: 'nowrap' };

/** Columns along time, up and down from zero. Drawn for the eye; the same numbers stand in a table for screen readers. */
const Columns: FC<ColumnsProps> = ({ label, names, series, none }) => {
  const all = series.flatMap(({ values }) => values.map((value) => value ?? 0));
  const [top, bottom] = [Math.max(0, ...all), Math.min(0, ...all)];
  if (names.length === 0 || top === bottom) return <p style={{ color: '#4A5860' }}>{none}</p>;
  const step = 600 / names.length;
  const wide = (step * 0.8) / series.length;
  const y = (value: number) => (HEIGHT * (top - value)) / (top - bottom);
  const every = Math.ceil(names.length / 12);
  return (
    <div style={{ position: 'relative' }}>
      <svg viewBox={`0 0 600 ${HEIGHT + FOOT}`} width="100%" aria-hidden="true" style={{ display: 'block', minHeight: 120 }} preserveAspectRatio="none">
        {series.map(({ name, values }, s) => values.map((value, i) => (value === null ? null : (
          <rect key={`${name}${i}`} x={i * step + step * 0.1 + s * wide} width={wide} y={Math.min(y(value), y(0))} height={Math.max(1, Math.abs(y(value) - y(0)))} fill={COLOURS[s]} rx={1.5}>
            <title>{`${names[i]} · ${name}: ${series[s]?.texts[i]}`}</title>
          </rect>
        ))))}
        <line x1={0} x2={600} y1={y(0)} y2={y(0)} stroke="#5A6870" strokeWidth={1} />
      </svg>
      <div aria-hidden="true" style={{ display: 'flex', fontSize: 12, color: '#4A5860' }}>
        {names.map((name, i) => <span key={name} style={{ flex: '1 1 0', minWidth: 0, textAlign: 'center', whiteSpace: 'nowrap', overflow: 'visible' }}>{i % every === 0 ? name : ''}</span>)}
      </div>
      {series.length > 1 ? (
        <p aria-hidden="true" style={{ margin: '6px 0 0', fontSize: 13 }}>
          {series.map(({ name }, s) => <span key={name} style={{ marginRight: 16 }}><span style={{ display: 'inline-block', width: 10, height: 10, borderRadius: 2, marginRight: 6, background: COLOURS[s] }} />{name}</span>)}
        </p>
      ) : null}
      <table style={HIDDEN}>
        <caption>{label}</caption>
        <thead><tr><td />{series.map(({ name }) => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>{names.map((name, i) => <tr key={name}><th scope="row">{name}</th>{series.map((one) => <td key={one.name}>{one.texts[i]}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
};

export default Columns;
