import React, { type FC, type RefObject } from 'react';
import ChoicesInput from './ChoicesInput';
import IntervalsInput, { type Interval } from './IntervalsInput';
import RuleInput from './RuleInput';

export interface FormField {
  column: string;
  kind: string;
  label: string;
  help: string;
  required: boolean;
  fixed: boolean;
  options: { value: string; label: string }[];
  value: string;
}

interface Props {
  field: FormField;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  area?: RefObject<HTMLTextAreaElement>;
  /** A text that is long by its nature. */
  tall?: boolean;
}

const TYPES: Record<string, string> = { whole: 'number', email: 'email', day: 'date', secret: 'password' };

/** One field of a form with its label, help and what is wrong with it, all read out together. */
const Field: FC<Props> = ({ field, value, error, onChange, area, tall }) => {
  const { column, kind, label, help, required, fixed } = field;
  const id = `m-${column}`;
  const about = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const common = { id, name: column, 'aria-describedby': about, 'aria-invalid': error ? true : undefined, 'aria-required': required || undefined };

  function input() {
    if (kind === 'rule') return <RuleInput id={id} value={value} fixed={fixed} onChange={onChange} />;
    if (kind === 'choices') return <ChoicesInput id={id} options={field.options} value={value} fixed={fixed} onChange={onChange} />;
    if (kind === 'intervals') return <IntervalsInput id={id} label={label} value={JSON.parse(value || '[]') as Interval[]} onChange={(next) => onChange(JSON.stringify(next))} />;
    if (kind === 'yes_no') return <input {...common} type="checkbox" checked={value === 'true'} disabled={fixed} onChange={(event) => onChange(String(event.target.checked))} />;
    if (kind === 'text' || kind === 'lines') return <textarea {...common} ref={area} rows={kind === 'lines' ? 6 : tall ? 24 : 8} value={value} readOnly={fixed} onChange={(event) => onChange(event.target.value)} />;
    if (kind === 'choice') {
      return (
        <select {...common} value={value} disabled={fixed} onChange={(event) => onChange(event.target.value)}>
          {field.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      );
    }
    return <input {...common} type={TYPES[kind] ?? 'text'} placeholder={kind === 'clock' || kind === 'minutes' ? '08:30' : undefined} autoComplete={kind === 'secret' ? 'new-password' : 'off'} value={value} readOnly={fixed} onChange={(event) => onChange(event.target.value)} />;
  }

  const group = ['rule', 'intervals', 'choices'].includes(kind);
  const name = <>{label}{required && <span aria-hidden="true"> *</span>}</>;
  const below = (
    <>
      {help && <p id={`${id}-help`} className="m-help">{help}</p>}
      {error && <p id={`${id}-error`} role="alert" className="m-error">{error}</p>}
    </>
  );
  if (group) return <fieldset className="m-field" aria-describedby={about}><legend>{name}</legend>{input()}{below}</fieldset>;
  return (
    <div className={`m-field${kind === 'yes_no' ? ' m-check' : ''}`}>
      <label htmlFor={id}>{name}</label>
      {input()}
      {below}
    </div>
  );
};

export default Field;
