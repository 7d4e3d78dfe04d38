import type { ActionHeaderProps } from 'adminjs';
import React, { type ComponentType, type FC } from 'react';

/** As far as a list of many is counted: MOST_COUNTED in admin/resources/read-only-resource.ts. */
const MOST_COUNTED = 10_000;

/** AdminJS's header of an action; where counting stopped it says that there are more. */
const CountedHeader: FC<ActionHeaderProps & { OriginalComponent: ComponentType<ActionHeaderProps> }> = ({ OriginalComponent, ...props }) => (
  <OriginalComponent {...props} tag={props.tag === String(MOST_COUNTED) ? `${MOST_COUNTED.toLocaleString(document.documentElement.lang || undefined)}+` : props.tag} />
);

export default CountedHeader;
