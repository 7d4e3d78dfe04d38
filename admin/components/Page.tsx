import { Box, Loader } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type FC, type ReactNode } from 'react';

/** The frame of our pages: a loader until there is something, and what went wrong with the server. */
const Page: FC<{ ready: boolean; failed: boolean; children: ReactNode }> = ({ ready, failed, children }) => {
  const { translateComponent } = useTranslation();
  return (
    <Box variant="white" p={['lg', 'xl']} className="m-page">
      {failed && <p role="alert" className="m-alert">{translateComponent('Manage.failed')}</p>}
      {ready ? children : !failed && <Loader aria-label={translateComponent('Manage.loading')} />}
    </Box>
  );
};

export default Page;
