import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import BubbleFiles from './BubbleFiles';
import { momentIn, timeIn } from './moment-format';
import type { Bubble as Message, Place } from './transcript-shape';

const TICKS: Record<string, string> = { queued: '⏳', sent: '✓', delivered: '✓✓', read: '✓✓', played: '✓✓', failed: '⚠️' };

/** An address that is nothing but one is a link; whatever else somebody wrote stays text. */
const Words: FC<{ text: string }> = ({ text }) => (
  <>
    {text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => (index % 2 === 1 ? <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">{part}</a> : part))}
  </>
);

/** One message: what it answers, its files and words, what became of it. Every word is a text node. */
const Bubble: FC<{ message: Message; place: Place }> = ({ message, place: { zone, locale } }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Transcript.${key}`, values);
  const { side, author, at, words, body, quoted, reactions, marks, former, deleted, status, failure } = message;
  const Said = deleted ? 'del' : 'div';
  return (
    <li className={`m-message m-message-${side}`} id={`m-message-${message.id}`}>
      <div className="m-message-head"><strong>{author}</strong>{marks.map((mark) => <span key={mark} className="m-mark">{mark}</span>)}</div>
      {quoted && <blockquote className="m-quote">{quoted.author && <strong>{quoted.author}: </strong>}{quoted.words}</blockquote>}
      <BubbleFiles files={message.files} />
      {words && <Said className="m-words m-kind"><Words text={words} /></Said>}
      {body && <Said className="m-words">{body}</Said>}
      {former.length > 0 && (
        <details className="m-former">
          <summary>{say('former')}</summary>
          {former.map((one) => <p key={one.until} className="m-words"><small>{say('until', { when: momentIn(one.until, locale, zone) })}</small><br />{one.body}</p>)}
        </details>
      )}
      {reactions.length > 0 && <div className="m-reactions">{reactions.map(({ emoji, who }) => <span key={who + emoji} title={who}>{emoji} <small>{who}</small></span>)}</div>}
      <div className="m-message-foot">
        <time dateTime={at}>{timeIn(at, locale, zone)}</time>
        {former.length > 0 && <span>{say('edited')}</span>}
        {deleted && <span>{deleted}</span>}
        {status && <span className={`m-tick m-tick-${status.code}`}><span aria-hidden="true">{TICKS[status.code]}</span> {status.label}</span>}
      </div>
      {failure && <p className="m-error">{failure}</p>}
    </li>
  );
};

export default Bubble;
