import { Box, Button, Icon, ValueGroup } from '@adminjs/design-system';
import { useTranslation, ViewHelpers, type ShowPropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useNavigate } from 'react-router';

/** Links to the rows of other tables that belong to this record. */
const Related: FC<ShowPropertyProps> = ({ property, record }) => {
  const { translateProperty, translateLabel, translateComponent } = useTranslation();
  const navigate = useNavigate();
  const { related } = property.custom as { related: { resource: string; by: string }[] };
  const h = new ViewHelpers();
  return (
    <ValueGroup label={translateProperty(property.label, property.resourceId)}>
      <Box flex flexWrap="wrap" style={{ gap: 8 }} mt="default">
        {related.map(({ resource, by }) => {
          const href = `${h.resourceUrl({ resourceId: resource })}?filters.${by}=${record.id}`;
          const name = translateLabel(resource);
          return (
            <Button key={`${resource}.${by}`} as="a" href={href} variant="outlined" aria-label={translateComponent('Related.open', { resource: name })} onClick={(event: React.MouseEvent) => { event.preventDefault(); navigate(href); }}>
              <Icon icon="ArrowRight" />
              {name}
            </Button>
          );
        })}
      </Box>
    </ValueGroup>
  );
};

export default Related;
