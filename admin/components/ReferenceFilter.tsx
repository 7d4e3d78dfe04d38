import { FormGroup, Label, SelectAsync } from '@adminjs/design-system';
import { ApiClient, useTranslation, type FilterPropertyProps } from 'adminjs';
import React, { useState, type FC } from 'react';

interface Option {
  value: string;
  label: string;
}

/** Finds a record of another table by its name or number. */
const ReferenceFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateProperty, translateComponent } = useTranslation();
  const [known, setKnown] = useState<Option[]>([]);
  const chosen = (filter as Record<string, unknown>)[property.path];

  async function find(query: string): Promise<Option[]> {
    const records = await new ApiClient().searchRecords({ resourceId: property.reference as string, query });
    const options = records.map(({ id, title }) => ({ value: id, label: title }));
    setKnown((before) => [...before, ...options]);
    return options;
  }

  // One chosen in an address may be too old for the first answer; then its number is shown.
  const value = chosen ? known.find((option) => option.value === String(chosen)) ?? { value: String(chosen), label: `#${String(chosen)}` } : null;
  return (
    <FormGroup variant="filter">
      <Label>{translateProperty(property.label, property.resourceId)}</Label>
      <SelectAsync
        variant="filter"
        aria-label={translateProperty(property.label, property.resourceId)}
        placeholder={translateComponent('Filter.any')}
        noOptionsMessage={() => translateComponent('Filter.nothing')}
        loadingMessage={() => translateComponent('Filter.searching')}
        isClearable
        cacheOptions
        defaultOptions
        value={value}
        loadOptions={find}
        onChange={(selected: Option | null) => onChange(property.path, selected?.value ?? '')}
      />
    </FormGroup>
  );
};

export default ReferenceFilter;
