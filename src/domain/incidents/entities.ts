import { BaseEntity, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { utc } from '../../db/columns.js';
import { ConversationRecord } from '../conversation/entities.js';
import { Agent } from '../people/entities.js';
import { IncidentCategoryRecord } from '../settings/entities.js';

/** Something that went wrong, as the portal lists it. */
@Entity('incidents')
export class IncidentRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ name: 'conversation_id', type: 'int', unsigned: true }) conversationId: number;
  @ManyToOne(() => ConversationRecord, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'conversation_id' }) conversation: Relation<ConversationRecord>;
  @Column({ type: 'varchar', length: 12 }) severity: string;
  @Column({ name: 'category', type: 'varchar', length: 32 }) category: string;
  @ManyToOne(() => IncidentCategoryRecord, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'category' }) kind: Relation<IncidentCategoryRecord>;
  @Column({ type: 'text' }) description: string;
  @Column({ type: 'varchar', length: 12 }) status: string;
  @Column({ name: 'opened_by', type: 'int', unsigned: true, nullable: true }) openedBy: number | null;
  @ManyToOne(() => Agent, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'opened_by' }) opener: Relation<Agent> | null;
  @Column(utc('opened_at')) openedAt: Date;
  @Column({ type: 'text', nullable: true }) resolution: string | null;
  @Column({ name: 'resolved_by', type: 'int', unsigned: true, nullable: true }) resolvedBy: number | null;
  @ManyToOne(() => Agent, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'resolved_by' }) resolver: Relation<Agent> | null;
  @Column(utc('resolved_at', true)) resolvedAt: Date | null;
}
