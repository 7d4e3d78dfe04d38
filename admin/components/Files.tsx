import { ValueGroup } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type CSSProperties, type FC } from 'react';
import type { PropertyView } from './property-view';

const LINK: CSSProperties = { display: 'block', color: '#134E44', maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' };

/** Links to a message's stored files; each opens in a tab of its own. */
const Files: FC<PropertyView> = ({ property, record, where }) => {
  const { translateProperty } = useTranslation();
  const files = JSON.parse(String(record.params[property.path] || '[]')) as { id: number; name: string }[];
  const links = files.map(({ id, name }) => (
    <a key={id} href={`/admin/media/${id}`} target="_blank" rel="noopener noreferrer" title={name} style={LINK} onClick={(event: React.MouseEvent) => event.stopPropagation()}>
      {name}
    </a>
  ));
  if (where !== 'show') return <>{links}</>;
  return <ValueGroup label={translateProperty(property.label, property.resourceId)}>{links.length > 0 ? links : '–'}</ValueGroup>;
};

export default Files;
