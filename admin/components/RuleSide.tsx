import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';

interface InWords {
  sentences: string[];
  preview?: { known: string };
}

const PAUSE_MS = 300;

/** Beside a rule's fields: what it would do, in words, and the text that a customer would get. */
const RuleSide: FC<{ values: Record<string, string> }> = ({ values }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.rules.${key}`);
  const [shown, setShown] = useState<InWords>({ sentences: [] });
  const given = JSON.stringify(values);

  useEffect(() => {
    let old = false;
    const timer = setTimeout(() => {
      void new ApiClient().resourceAction({ resourceId: 'autoRules', actionName: 'ruleInWords', data: { given: values } }).then(({ data }) => { if (!old) setShown(data as InWords); }, () => undefined);
    }, shown.sentences.length === 0 ? 0 : PAUSE_MS);
    return () => { old = true; clearTimeout(timer); };
  }, [given]);

  return (
    <aside>
      <h2>{say('words')}</h2>
      <div aria-live="polite">{shown.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
      {shown.preview && (
        <>
          <h2>{say('preview')}</h2>
          <p className="m-bubble">{shown.preview.known}</p>
        </>
      )}
    </aside>
  );
};

export default RuleSide;
