import { BaseEntity, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { utc } from '../../db/columns.js';
import { Agent, Contact } from '../people/entities.js';

/** One conversation with a contact: the row every command locks. Its number is its id. */
@Entity('conversations')
export class ConversationRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ name: 'contact_id', type: 'int', unsigned: true }) contactId: number;
  @ManyToOne(() => Contact) @JoinColumn({ name: 'contact_id' }) contact: Relation<Contact>;
  @Column({ type: 'varchar', length: 16 }) channel: string;
  @Column({ type: 'varchar', length: 16 }) status: string;
  @Column({ type: 'varchar', length: 16 }) priority: string;
  @Column({ type: 'varchar', length: 8 }) level: string;
  @Column({ name: 'assignee_id', type: 'int', unsigned: true, nullable: true }) assigneeId: number | null;
  @ManyToOne(() => Agent) @JoinColumn({ name: 'assignee_id' }) assignee: Relation<Agent> | null;
  @Column(utc('opened_at')) openedAt: Date;
  @Column(utc('closed_at', true)) closedAt: Date | null;
  @Column(utc('waiting_since', true)) waitingSince: Date | null;
  @Column(utc('last_message_at', true)) lastMessageAt: Date | null;
  @Column(utc('created_at')) createdAt: Date;
  @Column(utc('updated_at')) updatedAt: Date;
}
