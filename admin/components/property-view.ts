import type { BasePropertyProps, ShowPropertyProps } from 'adminjs';

/** What a component that shows a value is given, in a list or on a record's page (`where`). */
export type PropertyView = ShowPropertyProps & Pick<BasePropertyProps, 'where'>;
