import { ValueGroup } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type CSSProperties, type FC } from 'react';
import type { PropertyView } from './property-view';

/** Text and background of each tone; every pair has contrast AA. */
const TONES: Record<string, CSSProperties> = {
  good: { color: '#134E44', background: '#DDF2EE' },
  warn: { color: '#6B3410', background: '#FBE7DA' },
  bad: { color: '#7C0410', background: '#F9E5E7' },
  calm: { color: '#3B4A52', background: '#E8EDF0' },
  plain: { color: '#1A2B32', background: 'transparent' },
};

/** A code by its label, coloured by what it means. */
const Code: FC<PropertyView> = ({ property, record, where }) => {
  const { translateProperty, translateLabel } = useTranslation();
  const stored = record.params[property.path] as string | boolean | null | undefined;
  if (stored === null || stored === undefined || stored === '') return null;
  const value = String(stored);
  const tone = (property.custom as { tones: Record<string, string> }).tones[value] ?? 'plain';
  const label = translateLabel(`${property.path}.${value}`, property.resourceId, { defaultValue: value });
  const style: CSSProperties = tone === 'plain' ? { ...TONES['plain'] } : { ...TONES[tone], display: 'inline-block', padding: '2px 10px', borderRadius: 12, fontWeight: 600 };
  if (where !== 'show') style.whiteSpace = 'nowrap';
  const badge = <span style={style}>{label}</span>;
  return where === 'show' ? <ValueGroup label={translateProperty(property.label, property.resourceId)}>{badge}</ValueGroup> : badge;
};

export default Code;
