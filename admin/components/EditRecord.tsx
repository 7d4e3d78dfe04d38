import { useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import React, { useEffect, useRef, useState, type FC, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import EmailSide from './EmailSide';
import Field, { type FormField } from './Field';
import Page from './Page';
import { usePageApi, type Answer, type Refusal } from './page-api';
import RuleSide from './RuleSide';
import TemplateSide, { type TemplateExtras } from './TemplateSide';
import TryBox from './TryBox';

interface Form {
  fields: FormField[];
  seen: Record<string, string>;
  beside?: 'template' | 'phrase' | 'rule' | 'email';
  extras: Record<string, unknown>;
}

/** Adds or changes one record. Nothing is saved over somebody else's change without the person seeing it. */
const EditRecord: FC<ActionProps> = ({ action, resource, record }) => {
  const { translateComponent, translateButton } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.${key}`);
  const { data, failed, busy, reload, post } = usePageApi<{ form: Form }>({ resourceId: resource.id, actionName: action.name, recordId: record?.id });
  const form = data?.form;
  const [values, setValues] = useState<Record<string, string>>({});
  const [seen, setSeen] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<Refusal>();
  const area = useRef<HTMLTextAreaElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();

  useEffect(() => {
    if (!form) return;
    setValues(Object.fromEntries(form.fields.map(({ column, value }) => [column, value])));
    setSeen(form.seen);
    setRefused(undefined);
  }, [form]);
  useEffect(() => alert.current?.focus(), [refused]);

  const put = (column: string, value: string) => setValues((before) => ({ ...before, [column]: value }));

  async function save(event: FormEvent) {
    event.preventDefault();
    const answer = await post<Answer>({ given: values, seen });
    setRefused(answer?.refused);
    // What the other person saved has been shown: saving once more is meant.
    if (answer?.refused?.now) setSeen((before) => ({ ...before, ...answer.refused?.now }));
  }

  const moved = Object.entries(refused?.now ?? {});
  return (
    <Page ready={form !== undefined} failed={failed}>
      {form && (
        <form noValidate onSubmit={(event) => void save(event)} className={form.beside ? 'm-two' : undefined}>
          <div>
            {refused && (
              <div role="alert" className="m-alert" tabIndex={-1} ref={alert}>
                <p>{refused.message}</p>
                {moved.length > 0 && (
                  <>
                    <ul>{moved.map(([column, value]) => <li key={column}><strong>{form.fields.find((field) => field.column === column)?.label}</strong>: {value || '–'}</li>)}</ul>
                    <button type="button" className="m-button" onClick={() => void reload()}>{say('take_theirs')}</button>
                  </>
                )}
              </div>
            )}
            {form.fields.map((field) => (
              <Field key={field.column} field={field} value={values[field.column] ?? ''} error={refused?.fields[field.column]} onChange={(value) => put(field.column, value)} area={field.column === 'body' ? area : undefined} tall={form.beside === 'email'} />
            ))}
            <div className="m-row">
              <button type="submit" className="m-button m-primary" disabled={busy}>{moved.length > 0 ? say('save_mine') : say('save')}</button>
              <button type="button" className="m-button" onClick={() => navigate(new ViewHelpers().resourceUrl({ resourceId: resource.id }))}>{translateButton('cancel')}</button>
            </div>
          </div>
          {form.beside === 'template' && <TemplateSide body={values['body'] ?? ''} extras={form.extras as unknown as TemplateExtras} area={area} onBody={(body) => put('body', body)} />}
          {form.beside === 'rule' && <RuleSide values={values} />}
          {form.beside === 'email' && <EmailSide subject={values['subject'] ?? ''} body={values['body'] ?? ''} extras={form.extras as unknown as TemplateExtras} area={area} onChange={put} />}
          {form.beside === 'phrase' && <TryBox phrase={values['phrase'] ?? ''} />}
        </form>
      )}
    </Page>
  );
};

export default EditRecord;
