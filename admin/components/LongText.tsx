import { ValueGroup } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type CSSProperties, type FC } from 'react';
import type { PropertyView } from './property-view';

const IN_LIST: CSSProperties = { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 2, overflow: 'hidden', minWidth: 160, maxWidth: 320, overflowWrap: 'anywhere' };
const ON_PAGE: CSSProperties = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' };

/** Text as it was written: two lines of it in a list, all of it on its page. */
const LongText: FC<PropertyView> = ({ property, record, where }) => {
  const { translateProperty } = useTranslation();
  const value = String(record.params[property.path] ?? '');
  if (where !== 'show') return <span style={IN_LIST} title={value}>{value}</span>;
  return <ValueGroup label={translateProperty(property.label, property.resourceId)}><span style={ON_PAGE}>{value || '–'}</span></ValueGroup>;
};

export default LongText;
