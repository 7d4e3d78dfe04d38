import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';

const PAUSE_MS = 300;

/** A message to try the alert phrases on, the one being written included. */
const TryBox: FC<{ phrase?: string }> = ({ phrase = '' }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.try.${key}`, values);
  const [text, setText] = useState('');
  const [found, setFound] = useState<string[]>();

  useEffect(() => {
    if (text.trim() === '') return setFound(undefined);
    let old = false;
    const timer = setTimeout(() => {
      void new ApiClient().resourceAction({ resourceId: 'redFlags', actionName: 'tryPhrases', data: { text, phrase } }).then(({ data }) => { if (!old) setFound((data as { found: string[] }).found); }, () => undefined);
    }, PAUSE_MS);
    return () => { old = true; clearTimeout(timer); };
  }, [text, phrase]);

  return (
    <aside>
      <div className="m-field">
        <label htmlFor="m-try">{say('label')}</label>
        <textarea id="m-try" rows={4} value={text} aria-describedby="m-try-help" onChange={(event) => setText(event.target.value)} />
        <p id="m-try-help" className="m-help">{say('help')}</p>
      </div>
      <p role="status">
        {found !== undefined && (found.length > 0 ? say('found', { phrases: found.join(', ') }) : say('nothing'))}
      </p>
    </aside>
  );
};

export default TryBox;
