import { BaseEntity, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** What the portal lists and people edit through edit-record.ts; these classes only read. */
@Entity('loss_reasons')
export class LossReasonRecord extends BaseEntity {
  @PrimaryColumn({ name: 'code', type: 'varchar', length: 32 }) id: string;
  @Column({ type: 'varchar', length: 120 }) label: string;
  @Column({ type: 'smallint', unsigned: true }) position: number;
  @Column({ type: 'boolean' }) active: boolean;
}

@Entity('incident_categories')
export class IncidentCategoryRecord extends BaseEntity {
  @PrimaryColumn({ name: 'code', type: 'varchar', length: 32 }) id: string;
  @Column({ type: 'varchar', length: 120 }) label: string;
  @Column({ type: 'smallint', unsigned: true }) position: number;
  @Column({ type: 'boolean' }) active: boolean;
}

@Entity('support_levels')
export class SupportLevelRecord extends BaseEntity {
  @PrimaryColumn({ name: 'code', type: 'varchar', length: 8 }) id: string;
  @Column({ type: 'varchar', length: 120 }) label: string;
  @Column({ name: 'wait_minutes', type: 'int', unsigned: true }) waitMinutes: number;
  @Column({ type: 'smallint', unsigned: true }) position: number;
}

@Entity('tags')
export class TagRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 60 }) name: string;
  @Column({ type: 'boolean' }) active: boolean;
  @Column(utc('created_at')) createdAt: Date;
}

@Entity('red_flags')
export class RedFlagRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 120 }) phrase: string;
  @Column({ type: 'boolean' }) active: boolean;
  @Column(utc('created_at')) createdAt: Date;
}

@Entity('served_regions')
export class ServedRegionRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 120 }) name: string;
  @Column({ type: 'boolean' }) active: boolean;
}

@Entity('triage_items')
export class TriageItemRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 40 }) code: string;
  @Column({ type: 'varchar', length: 120 }) label: string;
  @Column({ type: 'varchar', length: 500 }) question: string;
  @Column({ name: 'field_type', type: 'varchar', length: 12 }) fieldType: string;
  @Column({ type: 'boolean' }) required: boolean;
  @Column({ type: 'boolean' }) active: boolean;
  @Column({ type: 'smallint', unsigned: true }) position: number;
}

@Entity('message_templates')
export class TemplateRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 60 }) code: string;
  @Column({ type: 'varchar', length: 120 }) title: string;
  @Column({ type: 'text' }) body: string;
  @Column({ type: 'varchar', length: 40 }) category: string;
  @Column({ type: 'boolean' }) active: boolean;
  @Column({ type: 'int', unsigned: true }) uses: number;
  @Column(utc('last_used_at', true)) lastUsedAt: Date | null;
  @Column(utc('updated_at')) updatedAt: Date;
}

@Entity('holidays')
export class HolidayRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ name: 'rule_key', type: 'varchar', length: 40 }) ruleKey: string;
  @Column({ type: 'varchar', length: 120 }) name: string;
  @Column({ type: 'smallint', unsigned: true, nullable: true }) opens: number | null;
  @Column({ type: 'smallint', unsigned: true, nullable: true }) closes: number | null;
  @Column({ type: 'varchar', length: 12 }) scope: string;
  @Column({ type: 'varchar', length: 12 }) source: string;
  @Column({ type: 'boolean' }) active: boolean;
}

@Entity('business_exceptions')
export class ExceptionRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 10 }) day: string;
  @Column({ type: 'varchar', length: 120 }) label: string;
  @Column({ type: 'text' }) intervals: string;
}

@Entity('business_hours')
export class BusinessHourRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'tinyint', unsigned: true }) weekday: number;
  @Column({ type: 'smallint', unsigned: true }) opens: number;
  @Column({ type: 'smallint', unsigned: true }) closes: number;
}

@Entity('sla_policies')
export class SlaPolicyRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 500 }) note: string;
  @Column({ name: 'created_by', type: 'int', unsigned: true, nullable: true }) createdBy: number | null;
  @Column(utc('valid_from')) validFrom: Date;
}

@Entity('settings')
export class SettingRecord extends BaseEntity {
  @PrimaryColumn({ name: 'name', type: 'varchar', length: 64 }) id: string;
  @Column({ type: 'text' }) value: string;
}

@Entity('connections')
export class ConnectionRecord extends BaseEntity {
  @PrimaryColumn({ name: 'name', type: 'varchar', length: 32 }) id: string;
  @Column({ type: 'boolean' }) connected: boolean;
  @Column(utc('checked_at')) checkedAt: Date;
}

/** All of them, for the data source. */
export const managed = [
  LossReasonRecord, IncidentCategoryRecord, SupportLevelRecord, TagRecord, RedFlagRecord, ServedRegionRecord, TriageItemRecord, TemplateRecord, HolidayRecord, ExceptionRecord,
  BusinessHourRecord, SlaPolicyRecord, SettingRecord, ConnectionRecord,
];
