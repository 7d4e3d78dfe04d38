import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import TimeInput from './TimeInput';

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
          <TimeInput id={index === 0 ? id : undefined} label={`${label}: ${say('from')} ${index + 1}`} value={interval.from} readOnly={readOnly} onChange={(from) => put(index, { from })} />
          <span aria-hidden="true">–</span>
          <TimeInput label={`${label}: ${say('to')} ${index + 1}`} value={interval.to} readOnly={readOnly} onChange={(to) => put(index, { to })} />
          {!readOnly && <button type="button" className="m-button" aria-label={`${label}: ${say('remove')} ${index + 1}`} onClick={() => onChange(value.filter((_, at) => at !== index))}>✕</button>}
        </div>
      ))}
      {!readOnly && <button type="button" className="m-button" aria-label={`${label}: ${say('add')}`} onClick={() => onChange([...value, next])}>+ {say('add')}</button>}
    </div>
  );
};

export default IntervalsInput;
