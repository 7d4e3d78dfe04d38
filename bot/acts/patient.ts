import { selectOne } from '../../src/db/rows.js';
import { patientsOf } from '../../src/domain/care/patients.js';
import { setPatient, type PatientGiven } from '../../src/domain/care/set-patient.js';
import type { Relation } from '../../src/domain/facts.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { plainWords } from '../views/parts.js';
import { changeAct, type FormValues } from './act.js';
import { codeOf } from './codes.js';
import { typedIn } from './typed-in.js';
import { choiceField, choiceOf, textField, textOf } from './values.js';

const RELATIONS: Relation[] = ['patient', 'family', 'caregiver', 'other'];
const OLDEST = 120;
/** In the list of patients: none of them. */
const NEW = 'new';

/** `82` or `82 anos`. @throws Refused at the field `age` */
function readAge(text: string): number | undefined {
  if (text === '') return undefined;
  const found = /^(\d{1,3})(?:\s*(?:anos?|years?))?$/i.exec(text);
  if (!found || Number(found[1]) > OLDEST) throw new Refused('slack:refused.patient_age', { max: OLDEST }, 'age');
  return Number(found[1]);
}

/** "Paciente": for whom the customer writes. `!paciente Dona Lúcia, 82`, `!paciente Dona Lúcia, 82, família`. */
export const patient = changeAct<PatientGiven>({
  deed: 'say who the patient is',
  offered: (card) => card.closed_at === null,
  async read(words, parts) {
    if (words === '') return undefined;
    const [name = '', ...rest] = (await typedIn(words, parts)).split(',').map((piece) => piece.trim());
    if (name === '') throw new Refused('slack:refused.usage', { usage: parts.t('slack:act.patient.usage') });
    const isAge = /^\d/.test(rest[0] ?? '');
    const age = readAge(isAge ? (rest.shift() ?? '') : '');
    const [given] = rest;
    const relation = given === undefined ? undefined : codeOf(given, RELATIONS, (code) => parts.t(`slack:relation.${code}`));
    if (given !== undefined && relation === undefined) throw new Refused('slack:refused.choice', { given: plainWords(given), allowed: RELATIONS.map((code) => parts.t(`slack:relation.${code}`)).join(', ') });
    return { name: name.slice(0, 190), age, relation };
  },
  async form(conversationId: number, parts: BotParts) {
    const { t } = parts;
    const sql = parts.source.manager;
    const now = await selectOne<{ contact_id: number; patient_id: number | null; writer_relation: Relation | null }>(sql, 'SELECT contact_id, patient_id, writer_relation FROM conversations WHERE id = ?', [conversationId]);
    const known = (await patientsOf(sql, now?.contact_id ?? 0)).slice(0, 99);
    const named = known.map(({ id, name, age }) => ({ value: String(id), text: age === null ? name : `${name} · ${t('slack:card.years', { age })}` }));
    return [
      ...(known.length === 0 ? [] : [choiceField({ name: 'patient', label: t('slack:patient.which'), initial: String(now?.patient_id ?? NEW), choices: [...named, { value: NEW, text: t('slack:patient.new') }] })]),
      textField({ name: 'name', label: t('slack:patient.name'), hint: t(known.length === 0 ? 'slack:patient.name_hint' : 'slack:patient.correct_hint'), optional: known.length > 0, max: 190 }),
      textField({ name: 'age', label: t('slack:patient.age'), optional: true, max: 10 }),
      choiceField({ name: 'relation', label: t('slack:patient.relation'), optional: true, initial: now?.writer_relation ?? undefined, choices: RELATIONS.map((code) => ({ value: code, text: t(`slack:relation.${code}`) })) }),
      await careField(parts),
    ];
  },
  submitted: (values) => read(values),
  async perform(ctx, given) {
    await setPatient(ctx, given);
    const row = await selectOne<{ name: string }>(ctx.tx, 'SELECT name FROM patients WHERE id = ?', [ctx.conversation.patient_id]);
    return { key: 'said.patient', vars: { number: ctx.conversation.id, name: plainWords(row?.name ?? '') } };
  },
});

/** The types of care that the checklist offers; in one's own words where it offers none. */
async function careField({ source, t }: BotParts) {
  const item = await selectOne<{ choices: string | null }>(source.manager, "SELECT choices FROM triage_items WHERE code = 'care_type'");
  const choices = JSON.parse(item?.choices ?? '[]') as string[];
  const field = { name: 'care', label: t('slack:patient.care'), optional: true };
  return choices.length === 0 ? textField({ ...field, max: 120 }) : choiceField({ ...field, choices: choices.map((text) => ({ value: text, text })) });
}

function read(values: FormValues): PatientGiven {
  const chosen = choiceOf(values, 'patient');
  return {
    patientId: chosen === undefined || chosen === NEW ? undefined : Number(chosen),
    name: textOf(values, 'name') || undefined,
    age: readAge(textOf(values, 'age')),
    relation: choiceOf(values, 'relation') as Relation | undefined,
    careType: choiceOf(values, 'care') ?? (textOf(values, 'care') || undefined),
  };
}
