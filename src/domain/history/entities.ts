import { BaseEntity, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { utc } from '../../db/columns.js';
import { Agent } from '../people/entities.js';

/** One line of the audit trail; only ever added by the ledger. */
@Entity('conversation_history')
export class HistoryRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true }) id: string;
  @Column({ name: 'conversation_id', type: 'int', unsigned: true, nullable: true }) conversationId: number | null;
  @Column({ name: 'contact_id', type: 'int', unsigned: true, nullable: true }) contactId: number | null;
  @Column({ type: 'varchar', length: 40 }) action: string;
  @Column({ name: 'actor_kind', type: 'varchar', length: 12 }) actorKind: string;
  @Column({ name: 'actor_id', type: 'int', unsigned: true, nullable: true }) actorId: number | null;
  @ManyToOne(() => Agent, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'actor_id' }) actor: Relation<Agent> | null;
  @Column({ name: 'actor_name', type: 'varchar', length: 120 }) actorName: string;
  @Column({ name: 'old_value', type: 'varchar', length: 190, nullable: true }) oldValue: string | null;
  @Column({ name: 'new_value', type: 'varchar', length: 190, nullable: true }) newValue: string | null;
  @Column({ type: 'text', nullable: true }) detail: string | null;
  @Column(utc('created_at')) createdAt: Date;
}
