import { useTranslation, ViewHelpers } from 'adminjs';
import React, { type FC, type ReactNode } from 'react';
import Badge from './Badge';
import { momentIn, shortMomentIn } from './moment-format';
import type { Place, Timeline } from './transcript-shape';

/** What happened around the messages: deadlines and how they were counted, follow-ups, incidents, who did what. */
const TimelinePanel: FC<{ timeline: Timeline; place: Place; conversation: string }> = ({ timeline, place: { locale, zone }, conversation }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Transcript.${key}`, values);
  const at = (iso: string) => <time dateTime={iso}>{shortMomentIn(iso, locale, zone)}</time>;
  const h = new ViewHelpers();
  const part = (key: string, rows: ReactNode[], isOpen: boolean, more?: ReactNode) => (
    <details className="m-side" open={isOpen}>
      <summary>{say(key)}{rows.length > 0 ? ` (${rows.length})` : ''}</summary>
      {rows.length === 0 ? <p className="m-small">{say(`no_${key}`)}</p> : <ul className="m-plain">{rows}</ul>}
      {more}
    </details>
  );
  const clocks = timeline.clocks.map((clock) => (
    <li key={clock.id}>
      <strong>{clock.kind}</strong> <Badge {...clock.state} />
      <div>{say('spent', { spent: String(clock.spent), goal: String(clock.goal) })}{clock.due && ` · ${say(clock.state.tone === 'bad' ? 'was_due' : 'due', { when: momentIn(clock.due, locale, zone) })}`}</div>
      <details>
        <summary className="m-small">{say('counted')}</summary>
        {clock.earlier > 0 && <p className="m-small">{say('earlier', { count: String(clock.earlier) })}</p>}
        <ul className="m-plain m-small">{clock.stretches.map((one) => <li key={one.from}>{one.counts ? '▶️' : '⏸️'} {at(one.from)} → {at(one.to)} · {one.words}</li>)}</ul>
      </details>
    </li>
  ));
  const followUps = timeline.followUps.map((one) => <li key={one.id}>{at(one.due)} <Badge {...one.state} /> {one.who}{one.note && <div className="m-words">{one.note}</div>}</li>);
  const incidents = timeline.incidents.map((one) => (
    <li key={one.id}>
      <a href={h.recordActionUrl({ resourceId: 'incidents', recordId: String(one.id), actionName: 'show' })}>{one.category}</a> <Badge {...one.severity} /> <Badge {...one.status} />
      <div className="m-words">{at(one.at)} · {one.description}</div>
      {one.resolution && <div className="m-words"><strong>{say('resolution')}:</strong> {one.resolution}</div>}
    </li>
  ));
  const history = timeline.history.map((one) => <li key={one.id} className="m-words">{at(one.at)} · <strong>{one.who}</strong> · {one.what}{one.change && `: ${one.change}`}{one.detail && <small> ({one.detail})</small>}</li>);
  const all = <a href={`${h.resourceUrl({ resourceId: 'history' })}?filters.conversationId=${conversation}`}>{say('all_history')}</a>;
  return (
    <>
      {part('clocks', clocks, true)}
      {part('follow_ups', followUps, followUps.length > 0)}
      {part('incidents', incidents, incidents.length > 0)}
      {part('history', history, true, all)}
    </>
  );
};

export default TimelinePanel;
