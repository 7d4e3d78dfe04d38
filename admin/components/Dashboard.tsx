import { Box, Loader } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import DashboardPanels from './DashboardPanels';
import { useLive, type Live } from './live-shape';
import { durationOf, momentIn } from './moment-format';
import Tile, { type TileTone } from './Tile';

const TONE_OF: Record<Live['whatsapp']['state'], TileTone> = { connected: 'good', disconnected: 'bad', unknown: 'calm', off: 'calm' };
const SLACK_TONE: Record<Live['slack'], TileTone> = { ok: 'good', stuck: 'bad', off: 'calm' };

/** How the house is doing now. */
const Dashboard: FC = () => {
  const { translateComponent, translateLabel } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Dashboard.${key}`, values);
  const { live, now, stale } = useLive();
  if (!live) return <Box p="xxl">{stale ? <p role="alert">{say('stale')}</p> : <Loader aria-label={say('loading')} />}</Box>;
  const { locale, zone, whatsapp, texts } = live;
  const ago = (iso: string) => durationOf(new Date(now).getTime() - new Date(iso).getTime()) ?? say('under_a_minute');
  const at = (iso: string) => momentIn(iso, locale, zone);
  return (
    <Box as="main" p={['lg', 'xxl']}>
      <h1 style={{ fontSize: 24, fontWeight: 700, marginBottom: 24 }}>{translateLabel('dashboard')}</h1>
      <Box style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(165px, 100%), 1fr))', gap: 14 }}>
        <Tile label={say('open')} value={live.open} to="/admin/resources/conversations" />
        <Tile label={say('waiting')} value={live.waiting} tone={live.waiting > 0 ? 'warn' : 'calm'} />
        <Tile label={say('longest')} value={live.waitingSince ? ago(live.waitingSince) : say('nobody')} note={live.waitingSince ? say('since', { when: at(live.waitingSince) }) : undefined} tone={live.waitingSince ? 'warn' : 'calm'} />
        <Tile label={say('whatsapp')} value={say(whatsapp.state)} note={[whatsapp.since ? say('since', { when: at(whatsapp.since) }) : '', whatsapp.state === 'disconnected' ? whatsapp.detail ?? '' : ''].filter(Boolean).join(' · ')} tone={TONE_OF[whatsapp.state]} />
        <Tile label={texts['slack'] ?? ''} value={texts[`slack_${live.slack}`] ?? ''} tone={SLACK_TONE[live.slack]} />
        <Tile label={texts['failures'] ?? ''} value={live.failures} tone={live.failures > 0 ? 'bad' : 'good'} to="/admin/resources/messages?filters.status=failed" />
        <Tile label={say('pending')} value={live.pending} to="/admin/resources/deliveries?filters.status=pending" />
        <Tile label={say('dead')} value={live.dead} tone={live.dead > 0 ? 'bad' : 'good'} to="/admin/resources/deliveries?filters.status=dead" />
        <Tile label={say('dead_events')} value={live.deadEvents} tone={live.deadEvents > 0 ? 'bad' : 'good'} to="/admin/resources/webhookEvents?filters.status=dead" />
        <Tile label={say('last_event')} value={live.lastEventAt ? ago(live.lastEventAt) : say('never')} note={live.lastEventAt ? at(live.lastEventAt) : undefined} to="/admin/resources/webhookEvents" />
      </Box>
      <DashboardPanels live={live} />
      <p role={stale ? 'alert' : undefined} style={{ marginTop: 24, color: stale ? '#7C0410' : '#4A5860' }}>
        {stale ? say('stale') : say('updated', { time: new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: 'medium' }).format(new Date(now)) })}
      </p>
    </Box>
  );
};

export default Dashboard;
