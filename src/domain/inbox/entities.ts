import { BaseEntity, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { utc } from '../../db/columns.js';
import { ConversationRecord } from '../conversation/entities.js';
import { Agent } from '../people/entities.js';

/** One WhatsApp message, in or out. */
@Entity('messages')
export class Message extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true }) id: string;
  @Column({ name: 'conversation_id', type: 'int', unsigned: true }) conversationId: number;
  @ManyToOne(() => ConversationRecord) @JoinColumn({ name: 'conversation_id' }) conversation: Relation<ConversationRecord>;
  @Column({ type: 'varchar', length: 8 }) direction: string;
  @Column({ type: 'varchar', length: 24 }) kind: string;
  @Column({ type: 'mediumtext' }) body: string;
  @Column({ name: 'author_kind', type: 'varchar', length: 12 }) authorKind: string;
  @Column({ name: 'agent_id', type: 'int', unsigned: true, nullable: true }) agentId: number | null;
  @ManyToOne(() => Agent, { createForeignKeyConstraints: false }) @JoinColumn({ name: 'agent_id' }) agent: Relation<Agent> | null;
  @Column({ name: 'external_id', type: 'varchar', length: 96, nullable: true }) externalId: string | null;
  @Column({ type: 'varchar', length: 12 }) status: string;
  @Column({ type: 'varchar', length: 500, nullable: true }) error: string | null;
  @Column(utc('occurred_at')) occurredAt: Date;
  @Column(utc('created_at')) createdAt: Date;
  @Column(utc('sent_at', true)) sentAt: Date | null;
  @Column(utc('delivered_at', true)) deliveredAt: Date | null;
  @Column(utc('read_at', true)) readAt: Date | null;
}
