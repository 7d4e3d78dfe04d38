import React, { type FC } from 'react';
import { BRAND } from '../brand';

export interface BarItem {
  name: string;
  value: number | null;
  /** The value in words. */
  text: string;
}

interface BarsProps {
  label: string;
  items: BarItem[];
  /** The value of a full bar; the largest one unless given. */
  full?: number;
  /** Said when there is nothing. */
  none: string;
}

/** Amounts as bars. It is a list with the numbers written out: the drawn part adds nothing a screen reader would miss. */
const Bars: FC<BarsProps> = ({ label, items, full, none }) => {
  const most = full ?? Math.max(0, ...items.map(({ value }) => Math.abs(value ?? 0)));
  if (items.length === 0) return <p style={{ color: '#4A5860' }}>{none}</p>;
  return (
    <ul aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {items.map(({ name, value, text }) => (
        <li key={name} style={{ marginBottom: 10 }}>
          <span style={{ display: 'flex', justifyContent: 'space-between', gap: 12, fontSize: 14, lineHeight: 1.4 }}>
            <span style={{ overflowWrap: 'anywhere' }}>{name}</span>
            <strong style={{ whiteSpace: 'nowrap' }}>{text}</strong>
          </span>
          <span aria-hidden="true" style={{ display: 'block', height: 8, borderRadius: 4, background: BRAND.secondary }}>
            <span style={{ display: 'block', height: 8, borderRadius: 4, width: `${most === 0 ? 0 : Math.min(100, (100 * Math.abs(value ?? 0)) / most)}%`, background: (value ?? 0) < 0 ? BRAND.accent : BRAND.primary }} />
          </span>
        </li>
      ))}
    </ul>
  );
};

export default Bars;
