import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** An e-mail somebody wrote, for the portal's list; its text is read where it is shown only. */
@Entity('emails')
export class EmailRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ name: 'conversation_id', type: 'int', unsigned: true }) conversationId: number;
  @Column({ name: 'agent_id', type: 'int', unsigned: true }) agentId: number;
  @Column({ name: 'template_code', type: 'varchar', length: 60 }) templateCode: string;
  @Column({ type: 'varchar', length: 190 }) address: string;
  @Column({ type: 'varchar', length: 500 }) subject: string;
  @Column({ type: 'varchar', length: 12 }) state: string;
  @Column({ type: 'varchar', length: 1000, nullable: true }) error: string | null;
  @Column(utc('queued_at', true)) queuedAt: Date | null;
  @Column(utc('sent_at', true)) sentAt: Date | null;
}

/** A text e-mails are made from; saved through settings/edit-record.ts only. */
@Entity('email_templates')
export class EmailTemplateRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 60 }) code: string;
  @Column({ type: 'varchar', length: 120 }) title: string;
  @Column({ type: 'varchar', length: 200 }) subject: string;
  @Column({ type: 'text' }) body: string;
  @Column({ name: 'attach_pdf', type: 'boolean' }) attachPdf: boolean;
  @Column({ type: 'boolean' }) active: boolean;
  @Column(utc('updated_at')) updatedAt: Date;
}
