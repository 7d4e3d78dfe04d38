import { FormGroup, Input, Label } from '@adminjs/design-system';
import { useTranslation, type FilterPropertyProps } from 'adminjs';
import React, { type FC } from 'react';

/** From and to, in the browser's own date picker, which speaks the person's language. The server reads the company's time zone. */
const MomentFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateProperty } = useTranslation();
  const name = translateProperty(property.label, property.resourceId);
  const values = filter as Record<string, string | undefined>;
  return (
    <FormGroup variant="filter">
      {(['from', 'to'] as const).map((end) => {
        const key = `${property.path}~~${end}`;
        return (
          <React.Fragment key={end}>
            <Label htmlFor={key}>{`${name}: ${translateProperty(end)}`}</Label>
            <Input id={key} type="datetime-local" value={values[key] ?? ''} onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChange(key, event.target.value)} mb="default" />
          </React.Fragment>
        );
      })}
    </FormGroup>
  );
};

export default MomentFilter;
