import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC, type RefObject } from 'react';
import { momentIn } from './moment-format';

export interface TemplateExtras {
  variables: { name: string; meaning: string }[];
  versions: { version: number; title: string; body: string; saved_by_name: string | null; created_at: string }[];
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
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.template.${key}`, values);
  const [shown, setShown] = useState<Preview>({});

  useEffect(() => {
    let old = false;
    const timer = setTimeout(() => {
      void new ApiClient().resourceAction({ resourceId: 'templates', actionName: 'preview', data: { body } }).then(({ data }) => { if (!old) setShown(data as Preview); }, () => undefined);
    }, shown.preview === undefined ? 0 : PAUSE_MS);
    return () => { old = true; clearTimeout(timer); };
  }, [body]);

  function insert(name: string) {
    const at = area.current?.selectionStart ?? body.length;
    const end = area.current?.selectionEnd ?? at;
    const written = `{{${name}}}`;
    onBody(body.slice(0, at) + written + body.slice(end));
    requestAnimationFrame(() => { area.current?.focus(); area.current?.setSelectionRange(at + written.length, at + written.length); });
  }

  return (
    <aside>
      <h2>{say('variables')}</h2>
      <ul className="m-plain">
        {extras.variables.map(({ name, meaning }) => (
          <li key={name}><button type="button" className="m-button m-code" onClick={() => insert(name)}>{`{{${name}}}`}</button> <span className="m-help">{meaning}</span></li>
        ))}
      </ul>
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
      {extras.versions.length > 0 && (
        <>
          <h2>{say('versions')}</h2>
          <ul className="m-plain">
            {extras.versions.map(({ version, body: text, saved_by_name: who, created_at: at }) => (
              <li key={version}>
                <details>
                  <summary>{say('version', { number: String(version), when: momentIn(at, extras.locale, extras.zone), who: who ?? '–' })}</summary>
                  <p className="m-bubble">{text}</p>
                  <button type="button" className="m-button" onClick={() => onBody(text)}>{say('use')}</button>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
};

export default TemplateSide;
