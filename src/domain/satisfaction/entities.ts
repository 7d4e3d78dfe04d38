import { BaseEntity, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { utc } from '../../db/columns.js';
import { ConversationRecord } from '../conversation/entities.js';
import { Agent } from '../people/entities.js';

/** A satisfaction survey, as the portal lists it. */
@Entity('satisfaction_surveys')
export class SurveyRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ name: 'conversation_id', type: 'int', unsigned: true }) conversationId: number;
  @ManyToOne(() => ConversationRecord, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'conversation_id' }) conversation: Relation<ConversationRecord>;
  @Column({ name: 'agent_id', type: 'int', unsigned: true, nullable: true }) agentId: number | null;
  @ManyToOne(() => Agent, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'agent_id' }) agent: Relation<Agent> | null;
  @Column({ type: 'varchar', length: 8 }) level: string;
  @Column({ type: 'varchar', length: 12 }) state: string;
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) score: number | null;
  @Column({ type: 'text', nullable: true }) comment: string | null;
  @Column(utc('sent_at', true)) sentAt: Date | null;
  @Column(utc('answered_at', true)) answeredAt: Date | null;
  @Column(utc('expires_at', true)) expiresAt: Date | null;
  @Column(utc('created_at')) createdAt: Date;
}
