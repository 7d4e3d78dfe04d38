import { ValueGroup } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import Badge from './Badge';
import type { PropertyView } from './property-view';

/** A code by its label, coloured by what it means. */
const Code: FC<PropertyView> = ({ property, record, where }) => {
  const { translateProperty, translateLabel } = useTranslation();
  const stored = record.params[property.path] as string | boolean | null | undefined;
  if (stored === null || stored === undefined || stored === '') return null;
  const value = String(stored);
  const tone = (property.custom as { tones: Record<string, string> }).tones[value] ?? 'plain';
  const label = translateLabel(`${property.path}.${value}`, property.resourceId, { defaultValue: value });
  const badge = <Badge tone={tone} label={label} style={where === 'show' ? {} : { whiteSpace: 'nowrap' }} />;
  return where === 'show' ? <ValueGroup label={translateProperty(property.label, property.resourceId)}>{badge}</ValueGroup> : badge;
};

export default Code;
