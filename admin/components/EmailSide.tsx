import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC, type RefObject } from 'react';
import type { TemplateExtras } from './TemplateSide';
import VariableList from './VariableList';
import VersionList from './VersionList';

interface Shown {
  preview?: { subject: string; html: string; text: string };
  fault?: string;
}

interface Props {
  subject: string;
  body: string;
  extras: TemplateExtras;
  area: RefObject<HTMLTextAreaElement>;
  onChange: (column: 'subject' | 'body', value: string) => void;
}

const PAUSE_MS = 400;

/** Beside an e-mail's template: the variables, the e-mail as it will be read, and what it said before. */
const EmailSide: FC<Props> = ({ subject, body, extras, area, onChange }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.email.${key}`);
  const [shown, setShown] = useState<Shown>({});
  const [plain, setPlain] = useState(false);

  useEffect(() => {
    let old = false;
    const timer = setTimeout(() => {
      void new ApiClient().resourceAction({ resourceId: 'emailTemplates', actionName: 'preview', data: { subject, body } }).then(({ data }) => { if (!old) setShown(data as Shown); }, () => undefined);
    }, PAUSE_MS);
    return () => { old = true; clearTimeout(timer); };
  }, [subject, body]);

  return (
    <aside>
      <h2>{say('preview')}</h2>
      {shown.fault !== undefined && <p role="status" className="m-error">{shown.fault}</p>}
      {shown.preview && (
        <>
          <p className="m-small">{shown.preview.subject}</p>
          <div className="m-check">
            <input id="m-plain-mail" type="checkbox" checked={plain} onChange={(event) => setPlain(event.target.checked)} />
            <label htmlFor="m-plain-mail">{say('plain')}</label>
          </div>
          {plain
            ? <p className="m-bubble">{shown.preview.text}</p>
            : <iframe className="m-mail" title={say('preview')} sandbox="" srcDoc={shown.preview.html} tabIndex={0} />}
        </>
      )}
      <VariableList variables={extras.variables} body={body} area={area} onBody={(text) => onChange('body', text)} />
      <VersionList versions={extras.versions} locale={extras.locale} zone={extras.zone} onUse={(version) => { onChange('body', version.body); onChange('subject', version.subject ?? subject); }} />
    </aside>
  );
};

export default EmailSide;
