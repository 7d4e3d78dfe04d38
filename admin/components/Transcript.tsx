import { useTranslation, ViewHelpers, type ActionProps, type RecordJSON } from 'adminjs';
import React, { useEffect, useRef, useState, type FC } from 'react';
import Bubble from './Bubble';
import { dayIn } from './moment-format';
import Page from './Page';
import { usePageApi, type Answer } from './page-api';
import RecordDetails from './RecordDetails';
import TimelinePanel from './TimelinePanel';
import type { Bubble as Message, Place, Timeline, TranscriptData } from './transcript-shape';

interface Personal {
  label: string;
  value: string;
}

/** A conversation as a chat, a page of messages at a time, and beside it what happened around it. */
const Transcript: FC<ActionProps> = ({ resource, record }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Transcript.${key}`);
  const [params, setParams] = useState<Record<string, string>>({});
  const { data, failed, busy, post } = usePageApi<{ transcript?: TranscriptData }>({ resourceId: resource.id, actionName: 'transcript', recordId: record?.id as string, params });
  const [around, setAround] = useState<{ timeline: Timeline; slack?: string }>();
  const [personal, setPersonal] = useState<Personal[]>();
  const chat = useRef<HTMLDivElement>(null);
  const shown = data?.transcript;

  useEffect(() => {
    if (shown?.timeline) setAround({ timeline: shown.timeline, slack: shown.slack });
    // The newest message is what somebody who opens a conversation looks for.
    if (chat.current) chat.current.scrollTop = params['after'] ? 0 : chat.current.scrollHeight;
  }, [shown]);

  const reveal = async () => setPersonal((await post<Answer & { personal?: Personal[] }>({ act: 'reveal' }))?.personal);
  const turn = (key: string, where: Record<string, string>) => <button type="button" className="m-button" onClick={() => setParams(where)}>{say(key)}</button>;
  return (
    <Page ready={shown !== undefined} failed={failed}>
      {shown && (
        <>
          <div className="m-row m-transcript-head">
            <a className="m-grow" href={new ViewHelpers().recordActionUrl({ resourceId: 'contacts', recordId: String(shown.contact.id), actionName: 'show' })}>{shown.contact.name}</a>
            <span>{say('protocol')} {shown.protocol}</span>
            {around?.slack && <a className="m-button" href={around.slack} target="_blank" rel="noopener noreferrer">{say('by_slack')}</a>}
            {!personal && <button type="button" className="m-button" disabled={busy} onClick={() => void reveal()}>{say('reveal')}</button>}
          </div>
          {personal && <dl className="m-personal">{personal.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>}
          <div className="m-two">
            <div>
              {shown.older !== null && <div className="m-row">{turn('older', { before: String(shown.older) })}</div>}
              <div className="m-chat" ref={chat} tabIndex={0} role="region" aria-label={say('messages')}>
                {shown.bubbles.length === 0 && <p>{say('empty')}</p>}
                {daysOf(shown.bubbles, shown).map(({ day, messages }) => (
                  <section key={day}>
                    <h2 className="m-day-line">{day}</h2>
                    <ol className="m-plain">{messages.map((message) => <Bubble key={message.id} message={message} place={shown} />)}</ol>
                  </section>
                ))}
              </div>
              {shown.newer !== null && <div className="m-row">{turn('newer', { after: String(shown.newer) })}{turn('newest', {})}</div>}
            </div>
            <aside>
              <details className="m-side" open><summary>{say('details')}</summary><RecordDetails resource={resource} record={record as RecordJSON} wanted={(name) => name !== 'related'} /></details>
              {around && <TimelinePanel timeline={around.timeline} place={shown} conversation={String(record?.id)} />}
              <RecordDetails resource={resource} record={record as RecordJSON} wanted={(name) => name === 'related'} />
            </aside>
          </div>
        </>
      )}
    </Page>
  );
};

/** Messages by the day they were written on, where the company is. */
function daysOf(messages: Message[], { locale, zone }: Place): { day: string; messages: Message[] }[] {
  return messages.reduce<{ day: string; messages: Message[] }[]>((days, message) => {
    const day = dayIn(message.at, locale, zone);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
    return days;
  }, []);
}

export default Transcript;
