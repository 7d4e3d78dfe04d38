import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** Who asked for events; the secret is not read. */
@Entity('outgoing_webhooks')
export class OutgoingWebhookRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 75 }) name: string;
  @Column({ type: 'varchar', length: 500 }) address: string;
  @Column({ type: 'text' }) events: string;
  @Column({ type: 'boolean' }) active: boolean;
  @Column(utc('created_at')) createdAt: Date;
}
