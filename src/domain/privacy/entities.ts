import { BaseEntity, Column, Entity, PrimaryColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** A contact that was erased; its id is the contact's number. */
@Entity('contact_erasures')
export class ErasureRecord extends BaseEntity {
  @PrimaryColumn({ name: 'contact_id', type: 'int', unsigned: true }) id: number;
  @Column({ name: 'asked_by', type: 'int', unsigned: true, nullable: true }) askedBy: number | null;
  @Column(utc('asked_at')) askedAt: Date;
  @Column(utc('finished_at', true)) finishedAt: Date | null;
}
