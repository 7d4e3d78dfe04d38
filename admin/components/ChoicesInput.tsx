import React, { type FC } from 'react';

interface Props {
  id: string;
  options: { value: string; label: string }[];
  /** The chosen values, one a line. */
  value: string;
  fixed: boolean;
  onChange: (value: string) => void;
}

/** Several of a closed list, a box each. */
const ChoicesInput: FC<Props> = ({ id, options, value, fixed, onChange }) => {
  const chosen = value.split('\n').filter((one) => one !== '');
  const put = (option: string, on: boolean) => onChange(options.map((one) => one.value).filter((one) => (one === option ? on : chosen.includes(one))).join('\n'));
  return (
    <>
      {options.map((option) => (
        <div key={option.value} className="m-check m-choice">
          <label htmlFor={`${id}-${option.value}`}>{option.label}</label>
          <input id={`${id}-${option.value}`} type="checkbox" checked={chosen.includes(option.value)} disabled={fixed} onChange={(event) => put(option.value, event.target.checked)} />
        </div>
      ))}
    </>
  );
};

export default ChoicesInput;
