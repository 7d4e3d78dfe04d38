import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';

/** Minutes of the day. */
export interface Interval {
  from: number;
  to: number;
}

interface Props {
  id: string;
  /** The day they are of, for those who only hear it. */
  label: string;
  value: Interval[];
  readOnly?: boolean;
  onChange: (value: Interval[]) => void;
}

const two = (value: number) => String(value).padStart(2, '0');
/** Browsers have no 24:00; the end of the day is written 00:00. */
const shown = (minutes: number) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
const read = (text: string, end: boolean) => {
  const [hours = '0', minutes = '0'] = text.split(':');
  const at = Number(hours) * 60 + Number(minutes);
  return end && at === 0 ? 1440 : at;
};

/** The hours of a day: from, to, as often as needed. None is closed. */
const IntervalsInput: FC<Props> = ({ id, label, value, readOnly, onChange }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.hours.${key}`);
  const put = (index: number, change: Partial<Interval>) => onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const last = value[value.length - 1];
  const next = last && last.to <= 1380 ? { from: last.to, to: last.to + 60 } : { from: 480, to: 1080 };
  return (
    <div className="m-intervals">
      {value.length === 0 && <span className="m-closed">{say('closed')}</span>}
      {value.map((interval, index) => (
        <div className="m-row" key={index}>
          <input type="time" id={index === 0 ? id : undefined} aria-label={`${label}: ${say('from')} ${index + 1}`} value={shown(interval.from)} readOnly={readOnly} onChange={(event) => put(index, { from: read(event.target.value, false) })} />
          <span aria-hidden="true">–</span>
          <input type="time" aria-label={`${label}: ${say('to')} ${index + 1}`} value={shown(interval.to)} readOnly={readOnly} onChange={(event) => put(index, { to: read(event.target.value, true) })} />
          {!readOnly && <button type="button" className="m-button" aria-label={`${label}: ${say('remove')} ${index + 1}`} onClick={() => onChange(value.filter((_, at) => at !== index))}>✕</button>}
        </div>
      ))}
      {!readOnly && <button type="button" className="m-button" aria-label={`${label}: ${say('add')}`} onClick={() => onChange([...value, next])}>+ {say('add')}</button>}
    </div>
  );
};

export default IntervalsInput;
