import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC, type RefObject } from 'react';
import VariableList from './VariableList';
import VersionList, { type Version } from './VersionList';

export interface TemplateExtras {
  variables: { name: string; meaning: string }[];
  versions: Version[];
  locale: string;
  zone: string;
}

interface Preview {
  preview?: { known: string; unknown: string };
  fault?: string;
}

interface Props {
  body: string;
  extras: TemplateExtras;
  area: RefObject<HTMLTextAreaElement>;
  onBody: (body: string) => void;
}

const PAUSE_MS = 300;

/** Beside a template's text: the variables to put in, how a customer will read it, and what it said before. */
const TemplateSide: FC<Props> = ({ body, extras, area, onBody }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.template.${key}`);
  const [shown, setShown] = useState<Preview>({});

  useEffect(() => {
    let old = false;
    const timer = setTimeout(() => {
      void new ApiClient().resourceAction({ resourceId: 'templates', actionName: 'preview', data: { body } }).then(({ data }) => { if (!old) setShown(data as Preview); }, () => undefined);
    }, shown.preview === undefined ? 0 : PAUSE_MS);
    return () => { old = true; clearTimeout(timer); };
  }, [body]);

  return (
    <aside>
      <VariableList variables={extras.variables} body={body} area={area} onBody={onBody} />
      <h2>{say('preview')}</h2>
      <div aria-live="polite">
        {shown.fault !== undefined && <p className="m-error">{shown.fault}</p>}
        {shown.preview && (
          <>
            <p className="m-small">{say('known')}</p>
            <p className="m-bubble">{shown.preview.known}</p>
            <p className="m-small">{say('unknown')}</p>
            <p className="m-bubble">{shown.preview.unknown}</p>
          </>
        )}
      </div>
      <VersionList versions={extras.versions} locale={extras.locale} zone={extras.zone} onUse={(version) => onBody(version.body)} />
    </aside>
  );
};

export default TemplateSide;
