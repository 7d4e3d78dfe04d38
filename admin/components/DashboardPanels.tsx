import React, { type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import Bars from './Bars';
import Columns from './Columns';
import type { Bar, Live } from './live-shape';
import { figureText, type Unit } from './number-format';

/** A titled card, and where one reads more. */
const Panel: FC<{ title: string | undefined; to?: string; more?: string | undefined; children: ReactNode }> = ({ title, to, more, children }) => (
  <section style={{ marginBottom: 16, background: '#FFFFFF', borderRadius: 12, padding: 20, boxShadow: '0 1px 4px rgb(26 43 50 / 12%)', minWidth: 0 }}>
    <h2 style={{ fontSize: 16, fontWeight: 700, margin: '0 0 14px' }}>{title}</h2>
    {children}
    {to === undefined ? null : <p style={{ margin: '12px 0 0', fontSize: 14 }}><Link to={to} style={{ color: '#1B6B5E' }} aria-label={`${more}: ${title}`}>{more}</Link></p>}
  </section>
);

/** The dashboard's charts. */
const DashboardPanels: FC<{ live: Live }> = ({ live: { today, month, texts, locale } }) => {
  const text = (value: number | null | undefined, unit: Unit) => figureText(value, unit, locale, texts);
  const none = texts['none'] ?? '';
  const bars = (label: string | undefined, items: Bar[], unit: Unit, more?: Unit) => (
    <Bars
      label={label ?? ''}
      none={none}
      {...(unit === 'percent' ? { full: 100 } : {})}
      items={items.map((item) => ({ name: item.name, value: item.value, text: text(item.value, unit) + (more === undefined || item.more === undefined ? '' : ` · ${text(item.more, more)}`) }))}
    />
  );
  const report = (key: string, period = '30_days') => ({ to: `/admin/pages/reports?report=${key}&period=${period}`, more: texts['more'] });
  const spans = [['sla_today', today], ['sla_7', month.week], ['sla_30', month.month]] as const;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(400px, 100%), 1fr))', columnGap: 16, marginTop: 16 }}>
      <div style={{ minWidth: 0 }}>
        <Panel title={texts['status']}>{bars(texts['status'], today.byStatus, 'count')}</Panel>
        <Panel title={texts['level']}>{bars(texts['level'], today.byLevel, 'count')}</Panel>
        <Panel title={texts['agent']}>{bars(texts['agent'], today.byAgent, 'count')}</Panel>
        <Panel title={texts['first']} {...report('sla', 'today')}>
          <dl style={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: '8px 16px', margin: 0 }}>
            <dt>{texts['median']}</dt><dd style={{ margin: 0, fontWeight: 700 }}>{text(today.first.median, 'minutes')}</dd>
            <dt>{texts['p90']}</dt><dd style={{ margin: 0, fontWeight: 700 }}>{text(today.first.p90, 'minutes')}</dd>
          </dl>
        </Panel>
        <Panel title={texts['traffic']} {...report('traffic', 'today')}>
          <Columns
            label={texts['traffic'] ?? ''}
            none={none}
            names={today.traffic.map(({ name }) => name.slice(0, 2))}
            series={[
              { name: texts['inbound'] ?? '', values: today.traffic.map(({ value }) => value), texts: today.traffic.map(({ value }) => text(value, 'count')) },
              { name: texts['outbound'] ?? '', values: today.traffic.map(({ more }) => more ?? null), texts: today.traffic.map(({ more }) => text(more, 'count')) },
            ]}
          />
        </Panel>
        <Panel title={texts['nps']} {...report('satisfaction')}>
          <Columns label={texts['nps'] ?? ''} none={none} names={month.nps.map(({ name }) => name.slice(0, 5))} series={[{ name: 'NPS', values: month.nps.map(({ value }) => value), texts: month.nps.map(({ value }) => text(value, 'nps')) }]} />
        </Panel>
      </div>
      <div style={{ minWidth: 0 }}>
        {(['sla', 'resolution'] as const).map((clock) => (
          <Panel key={clock} title={texts[clock]} {...report('sla')}>
            {spans.map(([key, kept]) => (
              <div key={key} style={{ marginBottom: 12 }}>
                <h3 style={{ fontSize: 14, fontWeight: 600, margin: '0 0 6px', color: '#4A5860' }}>{texts[key]}</h3>
                {bars(`${texts[clock]}: ${texts[key]}`, kept[clock], 'percent')}
              </div>
            ))}
          </Panel>
        ))}
        <Panel title={texts['funnel']} {...report('funnel')}>{bars(texts['funnel'], month.funnel, 'count', 'percent')}</Panel>
        <Panel title={texts['losses']} {...report('losses')}>{bars(texts['losses'], month.losses, 'count')}</Panel>
        <Panel title={texts['incidents']} {...report('incidents')}>{bars(texts['incidents'], month.incidents, 'count')}</Panel>
      </div>
    </div>
  );
};

export default DashboardPanels;
