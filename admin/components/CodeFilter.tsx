import { FormGroup, Label, Select } from '@adminjs/design-system';
import { useTranslation, type FilterPropertyProps } from 'adminjs';
import React, { type FC } from 'react';

/** Chooses one of a property's codes by its label. */
const CodeFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateProperty, translateLabel, translateComponent } = useTranslation();
  const options = (property.availableValues ?? []).map(({ value }) => ({ value, label: translateLabel(`${property.path}.${value}`, property.resourceId, { defaultValue: String(value) }) }));
  const chosen = (filter as Record<string, unknown>)[property.path];
  return (
    <FormGroup variant="filter">
      <Label>{translateProperty(property.label, property.resourceId)}</Label>
      <Select
        variant="filter"
        aria-label={translateProperty(property.label, property.resourceId)}
        placeholder={translateComponent('Filter.any')}
        noOptionsMessage={() => translateComponent('Filter.nothing')}
        value={options.find(({ value }) => value === chosen) ?? null}
        options={options}
        onChange={(selected: { value: string } | null) => onChange(property.path, selected?.value ?? '')}
      />
    </FormGroup>
  );
};

export default CodeFilter;
