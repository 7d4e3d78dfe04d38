import React, { useEffect, useState, type FC } from 'react';

interface Props {
  id?: string;
  label: string;
  /** Minutes of the day, 0 to 1440. */
  value: number;
  readOnly?: boolean;
  onChange: (minutes: number) => void;
}

const two = (value: number) => String(value).padStart(2, '0');
const written = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const TIME = /^([01]?\d|2[0-3]):?([0-5]\d)$|^24:?00$/;

function read(text: string): number | undefined {
  if (!TIME.test(text)) return undefined;
  const digits = text.replace(':', '').padStart(4, '0');
  return Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
}

/** A time as `08:30`, whatever the browser's language (its own field would say 8:30 AM), and 24:00 for the day's end. */
const TimeInput: FC<Props> = ({ id, label, value, readOnly, onChange }) => {
  const [text, setText] = useState(written(value));
  useEffect(() => { if (read(text) !== value) setText(written(value)); }, [value]);

  function type(next: string) {
    setText(next);
    const minutes = read(next);
    if (minutes !== undefined) onChange(minutes);
  }

  return (
    <input
      id={id} aria-label={label} className="m-time" inputMode="numeric" maxLength={5} value={text} readOnly={readOnly}
      aria-invalid={read(text) === undefined || undefined} onChange={(event) => type(event.target.value)} onBlur={() => setText(written(value))}
    />
  );
};

export default TimeInput;
