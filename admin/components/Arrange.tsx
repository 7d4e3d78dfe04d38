import { useTranslation, type ActionProps } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import Page from './Page';
import { usePageApi, type Answer, type Refusal } from './page-api';

interface Row {
  id: string | number;
  label: string;
  active: number;
}

/** Puts a list in order: by dragging, or by the buttons for keyboards, phones and screen readers. */
const Arrange: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.order.${key}`, values);
  const { data, failed, busy, reload, post } = usePageApi<{ rows: Row[] }>({ resourceId: resource.id, actionName: action.name });
  const [rows, setRows] = useState<Row[]>([]);
  const [held, setHeld] = useState<number>();
  const [told, setTold] = useState('');
  const [refused, setRefused] = useState<Refusal>();
  useEffect(() => setRows(data?.rows ?? []), [data]);

  function move(from: number, to: number) {
    const row = rows[from];
    if (!row || to < 0 || to >= rows.length || from === to) return;
    const next = rows.filter((_, index) => index !== from);
    next.splice(to, 0, row);
    setRows(next);
    setTold(say('told', { label: row.label, position: String(to + 1), of: String(rows.length) }));
  }

  async function save() {
    const answer = await post<Answer>({ order: rows.map(({ id }) => String(id)) });
    setRefused(answer?.refused);
  }

  return (
    <Page ready={data !== undefined} failed={failed}>
      {refused && <div role="alert" className="m-alert"><p>{refused.message}</p><button type="button" className="m-button" onClick={() => { setRefused(undefined); void reload(); }}>{say('again')}</button></div>}
      <p className="m-help">{say('help')}</p>
      <ol className="m-order">
        {rows.map((row, index) => (
          <li
            key={row.id}
            draggable
            className={held === index ? 'm-held' : undefined}
            onDragStart={(event) => { setHeld(index); event.dataTransfer.setData('text/plain', String(row.id)); }}
            onDragOver={(event) => { event.preventDefault(); if (held !== undefined && held !== index) { move(held, index); setHeld(index); } }}
            onDragEnd={() => setHeld(undefined)}
            onDrop={(event) => event.preventDefault()}
          >
            <span className="m-grip" aria-hidden="true">⠿</span>
            <span className="m-grow">{row.label}{row.active === 0 && <em> · {say('off')}</em>}</span>
            <button type="button" className="m-button" disabled={index === 0} aria-label={say('up', { label: row.label })} onClick={() => move(index, index - 1)}>↑</button>
            <button type="button" className="m-button" disabled={index === rows.length - 1} aria-label={say('down', { label: row.label })} onClick={() => move(index, index + 1)}>↓</button>
          </li>
        ))}
      </ol>
      <p role="status" className="m-small">{told}</p>
      <button type="button" className="m-button m-primary" disabled={busy} onClick={() => void save()}>{translateComponent('Manage.save')}</button>
    </Page>
  );
};

export default Arrange;
