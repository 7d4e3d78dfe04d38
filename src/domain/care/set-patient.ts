import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { FactOf, Relation } from '../facts.js';
import { permit } from '../people/permissions.js';
import { namesake, patientsOf, type Patient } from './patients.js';

/** What is said of the patient; what is not given stays as it is. */
export interface PatientGiven {
  /** One of the contact's patients; none: the one with this name, or a new one. */
  patientId?: number | undefined;
  name?: string | undefined;
  age?: number | undefined;
  careType?: string | undefined;
  relation?: Relation | undefined;
}

/**
 * Says for whom the customer writes. One phone may write for several people: each is a patient of the contact, and each
 * conversation is about one of them.
 * @throws Refused `slack:refused.no_patient` (somebody else's patient), `slack:refused.patient_name` at the field `name`
 */
export async function setPatient(ctx: Ctx, given: PatientGiven): Promise<void> {
  const { conversation } = ctx;
  permit(ctx.actor, 'say who the patient is', conversation);
  const known = await patientsOf(ctx.tx, conversation.contact_id);
  const chosen = given.patientId === undefined ? namesake(known, given.name ?? '') : known.find((patient) => patient.id === given.patientId);
  if (given.patientId !== undefined && !chosen) throw new Refused('slack:refused.no_patient', {}, 'patient');
  if (!chosen && !given.name) throw new Refused('slack:refused.patient_name', {}, 'name');
  const related = await relate(ctx, given.relation);
  const patientId = chosen ? chosen.id : await add(ctx, given);
  // Found by name, the spelling stays: only who was pointed at is renamed.
  const isEdited = chosen !== undefined && (await edit(ctx, chosen, given.patientId === undefined ? { ...given, name: undefined } : given));
  const isOther = conversation.patient_id !== patientId;
  if (!isOther && !isEdited && !related) return;
  await use(ctx, patientId);
  ctx.record({ kind: 'patient_changed', conversationId: conversation.id, patientId, change: changeOf(chosen !== undefined, isOther) });
}

const changeOf = (isKnown: boolean, isOther: boolean): FactOf<'patient_changed'>['change'] => (!isKnown ? 'added' : isOther ? 'chosen' : 'edited');

/** Makes somebody a patient of the conversation's contact. Returns the id. */
export async function add(ctx: Ctx, { name = '', age, careType }: PatientGiven): Promise<number> {
  const { insertId } = await write(ctx.tx, 'INSERT INTO patients (contact_id, name, age, care_type, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)', [
    ctx.conversation.contact_id, name, age ?? null, careType ?? null, ctx.now, ctx.now,
  ]);
  return insertId;
}

/** Writes what is given and other. Returns whether anything was. */
export async function edit(ctx: Ctx, patient: Patient, { name, age, careType }: PatientGiven): Promise<boolean> {
  const next = { name: name ?? patient.name, age: age ?? patient.age, care_type: careType ?? patient.care_type };
  if (next.name === patient.name && next.age === patient.age && next.care_type === patient.care_type) return false;
  await write(ctx.tx, 'UPDATE patients SET name = ?, age = ?, care_type = ?, updated_at = ? WHERE id = ?', [next.name, next.age, next.care_type, ctx.now, patient.id]);
  return true;
}

/** The conversation is about this patient from now on. */
export async function use(ctx: Ctx, patientId: number): Promise<void> {
  ctx.conversation.patient_id = patientId;
  await write(ctx.tx, 'UPDATE conversations SET patient_id = ?, updated_at = ? WHERE id = ?', [patientId, ctx.now, ctx.conversation.id]);
}

/** What the writer is to the patient. Returns whether that is news. */
async function relate(ctx: Ctx, relation: Relation | undefined): Promise<boolean> {
  const row = await selectOne<{ writer_relation: Relation | null }>(ctx.tx, 'SELECT writer_relation FROM conversations WHERE id = ?', [ctx.conversation.id]);
  if (relation === undefined || row?.writer_relation === relation) return false;
  await write(ctx.tx, 'UPDATE conversations SET writer_relation = ?, updated_at = ? WHERE id = ?', [relation, ctx.now, ctx.conversation.id]);
  return true;
}
