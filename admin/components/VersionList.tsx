import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import { momentIn } from './moment-format';

export interface Version {
  version: number;
  title: string;
  subject?: string;
  body: string;
  saved_by_name: string | null;
  created_at: string;
}

interface Props {
  versions: Version[];
  locale: string;
  zone: string;
  onUse: (version: Version) => void;
}

/** What a text said before, newest first; any of it can be taken back into the form. */
const VersionList: FC<Props> = ({ versions, locale, zone, onUse }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.template.${key}`, values);
  if (versions.length === 0) return null;
  return (
    <>
      <h2>{say('versions')}</h2>
      <ul className="m-plain">
        {versions.map((one) => (
          <li key={one.version}>
            <details>
              <summary>{say('version', { number: String(one.version), when: momentIn(one.created_at, locale, zone), who: one.saved_by_name ?? '–' })}</summary>
              {one.subject !== undefined && <p className="m-small">{one.subject}</p>}
              <p className="m-bubble">{one.body}</p>
              <button type="button" className="m-button" onClick={() => onUse(one)}>{say('use')}</button>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
};

export default VersionList;
