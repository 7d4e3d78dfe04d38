import { select, type Sql } from '../../db/rows.js';
import { foldedWords } from '../../kit/text/folded-words.js';

/** Somebody a contact writes for. */
export interface Patient {
  id: number;
  name: string;
  age: number | null;
  care_type: string | null;
}

/** The people this contact has written for, the latest first. */
export function patientsOf(sql: Sql, contactId: number): Promise<Patient[]> {
  return select<Patient>(sql, 'SELECT id, name, age, care_type FROM patients WHERE contact_id = ? ORDER BY updated_at DESC, id DESC', [contactId]);
}

/** The one of this name, however it is spelt: the same mother is not written down twice. */
export function namesake(patients: readonly Patient[], name: string): Patient | undefined {
  const wanted = foldedWords(name).join(' ');
  return wanted === '' ? undefined : patients.find((patient) => foldedWords(patient.name).join(' ') === wanted);
}
