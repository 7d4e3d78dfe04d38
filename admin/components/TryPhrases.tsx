import React, { type FC } from 'react';
import Page from './Page';
import TryBox from './TryBox';

/** A page to try the alert phrases in use. */
const TryPhrases: FC = () => <Page ready failed={false}><TryBox /></Page>;

export default TryPhrases;
