import React, { type CSSProperties, type FC } from 'react';

/** Text and background of each tone; every pair has contrast AA. */
export const TONES: Record<string, CSSProperties> = {
  good: { color: '#134E44', background: '#DDF2EE' },
  warn: { color: '#6B3410', background: '#FBE7DA' },
  bad: { color: '#7C0410', background: '#F9E5E7' },
  calm: { color: '#3B4A52', background: '#E8EDF0' },
  plain: { color: '#1A2B32', background: 'transparent' },
};

/** A code's label, coloured by what it means. */
const Badge: FC<{ tone: string; label: string; style?: CSSProperties }> = ({ tone, label, style }) => {
  const shape: CSSProperties = tone === 'plain' ? {} : { display: 'inline-block', padding: '2px 10px', borderRadius: 12, fontWeight: 600 };
  return <span style={{ ...TONES[tone], ...shape, ...style }}>{label}</span>;
};

export default Badge;
