import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** A rule as the portal lists it. */
@Entity('auto_rules')
export class AutoRuleRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 40 }) code: string;
  @Column({ type: 'varchar', length: 120 }) label: string;
  @Column({ name: 'trigger_code', type: 'varchar', length: 32 }) triggerCode: string;
  @Column({ name: 'template_code', type: 'varchar', length: 60 }) templateCode: string;
  @Column({ type: 'varchar', length: 8 }) hours: string;
  @Column({ type: 'varchar', length: 10 }) contact: string;
  @Column({ type: 'varchar', length: 60 }) priorities: string;
  @Column({ type: 'varchar', length: 16 }) once: string;
  @Column({ type: 'boolean' }) active: boolean;
  @Column({ type: 'smallint', unsigned: true }) position: number;
  @Column(utc('updated_at')) updatedAt: Date;
}
