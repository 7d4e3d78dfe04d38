import { ValueGroup } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import { momentIn, shortMomentIn } from './moment-format';
import type { PropertyView } from './property-view';

/** An instant in the company's time zone and the person's language. */
const Moment: FC<PropertyView> = ({ property, record, where }) => {
  const { translateProperty } = useTranslation();
  const value = record.params[property.path] as string | null | undefined;
  const { locale, zone } = property.custom as { locale: string; zone: string };
  const text = value ? (where === 'show' ? momentIn : shortMomentIn)(value, locale, zone) : '–';
  const time = value ? <time dateTime={value} style={{ whiteSpace: 'nowrap' }}>{text}</time> : <span>{text}</span>;
  return where === 'show' ? <ValueGroup label={translateProperty(property.label, property.resourceId)}>{time}</ValueGroup> : time;
};

export default Moment;
