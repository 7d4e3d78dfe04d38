import { useTranslation } from 'adminjs';
import React, { type FC, type RefObject } from 'react';

interface Props {
  variables: { name: string; meaning: string }[];
  body: string;
  area: RefObject<HTMLTextAreaElement>;
  onBody: (body: string) => void;
}

/** The variables a text may hold; a click puts one where the cursor stands. */
const VariableList: FC<Props> = ({ variables, body, area, onBody }) => {
  const { translateComponent } = useTranslation();

  function insert(name: string) {
    const at = area.current?.selectionStart ?? body.length;
    const end = area.current?.selectionEnd ?? at;
    const written = `{{${name}}}`;
    onBody(body.slice(0, at) + written + body.slice(end));
    requestAnimationFrame(() => { area.current?.focus(); area.current?.setSelectionRange(at + written.length, at + written.length); });
  }

  return (
    <>
      <h2>{translateComponent('Manage.template.variables')}</h2>
      <ul className="m-plain">
        {variables.map(({ name, meaning }) => (
          <li key={name}><button type="button" className="m-button m-code" onClick={() => insert(name)}>{`{{${name}}}`}</button> <span className="m-help">{meaning}</span></li>
        ))}
      </ul>
    </>
  );
};

export default VariableList;
