import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';

const KINDS = ['date', 'yearly', 'easter'] as const;
type Kind = (typeof KINDS)[number];

interface Props {
  id: string;
  value: string;
  fixed: boolean;
  onChange: (rule: string) => void;
}

/** When a holiday is: one date, the same day every year, or so many days from Easter (`date:2026-07-09`, `yearly:12-25`, `easter:-47`). */
const RuleInput: FC<Props> = ({ id, value, fixed, onChange }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.rule.${key}`);
  const [first = '', rest = ''] = value.split(':');
  const kind: Kind = KINDS.find((one) => one === first) ?? 'date';
  const [month = '01', day = '01'] = rest.split('-');

  const choose = (next: Kind) => onChange(`${next}:${next === 'date' ? '' : next === 'yearly' ? '01-01' : '0'}`);
  return (
    <div className="m-row">
      <label>
        <span className="m-small">{say('kind')}</span>
        <select id={id} value={kind} disabled={fixed} onChange={(event) => choose(event.target.value as Kind)}>
          {KINDS.map((one) => <option key={one} value={one}>{say(one)}</option>)}
        </select>
      </label>
      {kind === 'date' && <label><span className="m-small">{say('day')}</span><input type="date" value={rest} disabled={fixed} onChange={(event) => onChange(`date:${event.target.value}`)} /></label>}
      {kind === 'yearly' && (
        <>
          <label><span className="m-small">{say('day')}</span><input type="number" min={1} max={31} value={Number(day)} disabled={fixed} onChange={(event) => onChange(`yearly:${month}-${event.target.value.padStart(2, '0')}`)} /></label>
          <label><span className="m-small">{say('month')}</span><input type="number" min={1} max={12} value={Number(month)} disabled={fixed} onChange={(event) => onChange(`yearly:${event.target.value.padStart(2, '0')}-${day}`)} /></label>
        </>
      )}
      {kind === 'easter' && <label><span className="m-small">{say('offset')}</span><input type="number" min={-120} max={120} value={rest} disabled={fixed} onChange={(event) => onChange(`easter:${event.target.value}`)} /></label>}
    </div>
  );
};

export default RuleInput;
