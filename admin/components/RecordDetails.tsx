import { BasePropertyComponent, type RecordJSON, type ResourceJSON } from 'adminjs';
import React, { type FC } from 'react';

/** These properties of a record, as its page shows them. */
const RecordDetails: FC<{ resource: ResourceJSON; record: RecordJSON; wanted: (name: string) => boolean }> = ({ resource, record, wanted }) => (
  <div className="m-details">
    {resource.showProperties.filter(({ name }) => wanted(name)).map((property) => <BasePropertyComponent key={property.propertyPath} where="show" property={property} resource={resource} record={record} />)}
  </div>
);

export default RecordDetails;
