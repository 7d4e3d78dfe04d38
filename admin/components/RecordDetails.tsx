import { BasePropertyComponent, type RecordJSON, type ResourceJSON } from 'adminjs';
import React, { type FC } from 'react';

/** A record's properties as its page shows them. */
const RecordDetails: FC<{ resource: ResourceJSON; record: RecordJSON }> = ({ resource, record }) => (
  <div className="m-details">
    {resource.showProperties.map((property) => <BasePropertyComponent key={property.propertyPath} where="show" property={property} resource={resource} record={record} />)}
  </div>
);

export default RecordDetails;
