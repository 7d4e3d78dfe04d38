import React, { type CSSProperties, type FC } from 'react';
import { Link } from 'react-router-dom';

export type TileTone = 'calm' | 'good' | 'warn' | 'bad';

interface TileProps {
  label: string;
  value: string | number;
  note?: string | undefined;
  tone?: TileTone;
  /** Where a click leads. */
  to?: string;
}

/** Stripe and text; the text has contrast AA on white. */
const TONES: Record<TileTone, { stripe: string; text: string }> = {
  calm: { stripe: '#5BBFAD', text: '#1A2B32' },
  good: { stripe: '#5BBFAD', text: '#134E44' },
  warn: { stripe: '#F5C6AA', text: '#6B3410' },
  bad: { stripe: '#C20012', text: '#9D0616' },
};

const FRAME: CSSProperties = { display: 'block', boxSizing: 'border-box', minHeight: 104, padding: '14px 16px', borderRadius: 12, background: '#FFFFFF', boxShadow: '0 1px 4px rgb(26 43 50 / 12%)', color: '#1A2B32', textDecoration: 'none' };

/** Words longer than this are written smaller, so that they fit two tiles to a phone. */
const LONG = 8;

/** One figure of the dashboard. */
const Tile: FC<TileProps> = ({ label, value, note, tone = 'calm', to }) => {
  const { stripe, text } = TONES[tone];
  const style: CSSProperties = { ...FRAME, borderTop: `5px solid ${stripe}` };
  const inside = (
    <>
      <span style={{ display: 'block', fontSize: 14, lineHeight: 1.4, color: '#4A5860' }}>{label}</span>
      <strong style={{ display: 'block', marginTop: 4, fontSize: String(value).length > LONG ? 19 : 26, lineHeight: 1.3, fontWeight: 700, color: text, overflowWrap: 'anywhere' }}>{value}</strong>
      {note ? <span style={{ display: 'block', marginTop: 4, fontSize: 13, lineHeight: 1.4, color: '#4A5860', overflowWrap: 'anywhere' }}>{note}</span> : null}
    </>
  );
  return to ? <Link to={to} style={style}>{inside}</Link> : <div style={style}>{inside}</div>;
};

export default Tile;
