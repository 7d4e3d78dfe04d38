import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { namesake, patientsOf } from './patients.js';
import { add, edit, use, type PatientGiven } from './set-patient.js';

const ABOUT_PATIENT = ['patient_name', 'patient_age', 'care_type'];

/** Reaction: the checklist asks who the patient is, so its answers need not be said twice. */
export async function fillPatient(ctx: Ctx, { conversationId, code, cleared }: FactOf<'triage_answered'>): Promise<void> {
  if (!ABOUT_PATIENT.includes(code) || cleared) return;
  const known = await patientsOf(ctx.tx, ctx.conversation.contact_id);
  const current = known.find((patient) => patient.id === ctx.conversation.patient_id);
  const { name, ...rest } = await answersAbout(ctx);
  // An old name in the answers does not take back who was chosen as the patient since.
  const given: PatientGiven = code === 'patient_name' || !current ? { name, ...rest } : rest;
  const named = namesake(known, given.name ?? '');
  // Another name in the answers is the same patient's name put right, unless that patient has conversations of its own.
  const patient = given.name === undefined ? current : (named ?? (current && !(await isElsewhere(ctx, current.id)) ? current : undefined));
  if (!patient && given.name === undefined) return;
  const patientId = patient ? patient.id : await add(ctx, given);
  // Somebody else of the contact's people, found by name, keeps the spelling; the present patient's name may be put right.
  const isEdited = patient !== undefined && (await edit(ctx, patient, patient === current ? given : { ...given, name: undefined }));
  const isOther = ctx.conversation.patient_id !== patientId;
  if (!isEdited && !isOther) return;
  await use(ctx, patientId);
  ctx.record({ kind: 'patient_changed', conversationId, patientId, change: !patient ? 'added' : isOther ? 'chosen' : 'edited' });
}

async function answersAbout(ctx: Ctx): Promise<PatientGiven> {
  const rows = await select<{ code: string; value: string }>(
    ctx.tx, 'SELECT i.code, t.value FROM triage_answers t JOIN triage_items i ON i.id = t.item_id WHERE t.conversation_id = ? AND i.code IN (?)', [ctx.conversation.id, ABOUT_PATIENT],
  );
  const of = (code: string) => rows.find((row) => row.code === code)?.value;
  const age = Number(of('patient_age') ?? NaN);
  return { name: of('patient_name')?.slice(0, 190), ...(Number.isInteger(age) ? { age } : {}), careType: of('care_type')?.slice(0, 120) };
}

async function isElsewhere(ctx: Ctx, patientId: number): Promise<boolean> {
  return (await selectOne(ctx.tx, 'SELECT 1 FROM conversations WHERE patient_id = ? AND id <> ? LIMIT 1', [patientId, ctx.conversation.id])) !== undefined;
}

/** Reaction: patients of a contact that proved to be another one's second number are that one's; the conversation that goes on keeps its own. */
export async function keepPatientsOfMerged(ctx: Ctx, { conversationId, contactId, mergedContactId, mergedConversationId }: FactOf<'contacts_merged'>): Promise<void> {
  await write(ctx.tx, 'UPDATE patients SET contact_id = ? WHERE contact_id = ?', [contactId, mergedContactId]);
  const conversation = await ctx.lock(conversationId);
  if (mergedConversationId === null || conversation.patient_id !== null) return;
  const { patient_id } = await ctx.lock(mergedConversationId);
  if (patient_id === null) return;
  conversation.patient_id = patient_id;
  await write(ctx.tx, 'UPDATE conversations c JOIN conversations m ON m.id = ? SET c.patient_id = m.patient_id, c.writer_relation = COALESCE(c.writer_relation, m.writer_relation) WHERE c.id = ?', [mergedConversationId, conversationId]);
}
