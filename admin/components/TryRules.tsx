import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import Page from './Page';

interface Answer {
  choices: Record<'occasion' | 'hours' | 'contact' | 'priority', { value: string; label: string }[]>;
  rules: { id: number; label: string; trigger: string; verdict: string; why: string; once: string }[];
  preview?: { known: string };
}

const FIELDS = ['occasion', 'hours', 'contact', 'priority'] as const;

/** What the rules would do in a situation: each rule with what it would do or what keeps it, in the order in which they are judged. */
const TryRules: FC = () => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.rules.${key}`);
  const [asked, setAsked] = useState<Record<(typeof FIELDS)[number], string>>({ occasion: 'message', hours: 'inside', contact: 'new', priority: 'normal' });
  const [answer, setAnswer] = useState<Answer>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let old = false;
    new ApiClient().resourceAction({ resourceId: 'autoRules', actionName: 'tryRules', data: { asked } }).then(
      ({ data }) => { if (!old) { setAnswer(data as Answer); setFailed(false); } },
      () => { if (!old) setFailed(true); },
    );
    return () => { old = true; };
  }, [JSON.stringify(asked)]);

  return (
    <Page ready={answer !== undefined} failed={failed}>
      {answer && (
        <>
          <p className="m-help">{say('help')}</p>
          <div className="m-grid">
            {FIELDS.map((field) => (
              <div key={field}>
                <label htmlFor={`m-${field}`}>{say(field)}</label>
                <select id={`m-${field}`} value={asked[field]} onChange={(event) => setAsked((before) => ({ ...before, [field]: event.target.value }))}>
                  {answer.choices[field].map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
                </select>
              </div>
            ))}
          </div>
          <div aria-live="polite">
            <ol className="m-plain m-verdicts">
              {answer.rules.map(({ id, label, trigger, verdict, why, once }) => (
                <li key={id} className={verdict === 'sends' ? 'm-sends' : undefined}>
                  <strong>{why}</strong> · <a href={`/admin/resources/autoRules/records/${id}/change`}>{label}</a> <span className="m-help">{trigger} · {once}</span>
                </li>
              ))}
            </ol>
            {answer.preview ? <p className="m-bubble">{answer.preview.known}</p> : <p>{say('nothing')}</p>}
          </div>
        </>
      )}
    </Page>
  );
};

export default TryRules;
