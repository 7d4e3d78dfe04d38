import { Box, Loader } from '@adminjs/design-system';
import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import { durationOf, momentIn } from './moment-format';
import Tile, { type TileTone } from './Tile';

const REFRESH_MS = 10_000;

interface Figures {
  now: string;
  locale: string;
  zone: string;
  open: number;
  waiting: number;
  waitingSince: string | null;
  pending: number;
  dead: number;
  deadEvents: number;
  whatsapp: { state: 'connected' | 'disconnected' | 'unknown' | 'off'; since: string | null; detail: string | null };
  lastEventAt: string | null;
}

const TONE_OF: Record<Figures['whatsapp']['state'], TileTone> = { connected: 'good', disconnected: 'bad', unknown: 'calm', off: 'calm' };

/** The figures, asked for again every ten seconds while the page is in sight; `stale` when the last question failed. */
function useFigures(): { figures: Figures | undefined; stale: boolean } {
  const [figures, setFigures] = useState<Figures>();
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const api = new ApiClient();
    const ask = (headers: Record<string, string>) => api.getDashboard<Figures>({ headers }).then(
      ({ data }) => { setFigures(data); setStale(false); },
      () => setStale(true),
    );
    void ask({});
    const timer = setInterval(() => { if (!document.hidden) void ask({ 'X-Portal-Refresh': '1' }); }, REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return { figures, stale };
}

/** How the house is doing now. */
const Dashboard: FC = () => {
  const { translateComponent, translateLabel } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Dashboard.${key}`, values);
  const { figures, stale } = useFigures();
  if (!figures) return <Box p="xxl">{stale ? <p role="alert">{say('stale')}</p> : <Loader aria-label={say('loading')} />}</Box>;
  const { now, locale, zone, whatsapp } = figures;
  const ago = (iso: string) => durationOf(new Date(now).getTime() - new Date(iso).getTime()) ?? say('under_a_minute');
  const at = (iso: string) => momentIn(iso, locale, zone);
  return (
    <Box p={['lg', 'xxl']}>
      <h1 style={{ fontSize: 24, fontWeight: 700, marginBottom: 24 }}>{translateLabel('dashboard')}</h1>
      <Box style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(230px, 100%), 1fr))', gap: 16 }}>
        <Tile label={say('open')} value={figures.open} to="/admin/resources/conversations" />
        <Tile label={say('waiting')} value={figures.waiting} tone={figures.waiting > 0 ? 'warn' : 'calm'} />
        <Tile label={say('longest')} value={figures.waitingSince ? ago(figures.waitingSince) : say('nobody')} note={figures.waitingSince ? say('since', { when: at(figures.waitingSince) }) : undefined} tone={figures.waitingSince ? 'warn' : 'calm'} />
        <Tile label={say('whatsapp')} value={say(whatsapp.state)} note={[whatsapp.since ? say('since', { when: at(whatsapp.since) }) : '', whatsapp.state === 'disconnected' ? whatsapp.detail ?? '' : ''].filter(Boolean).join(' · ')} tone={TONE_OF[whatsapp.state]} />
        <Tile label={say('pending')} value={figures.pending} to="/admin/resources/deliveries?filters.status=pending" />
        <Tile label={say('dead')} value={figures.dead} tone={figures.dead > 0 ? 'bad' : 'good'} to="/admin/resources/deliveries?filters.status=dead" />
        <Tile label={say('dead_events')} value={figures.deadEvents} tone={figures.deadEvents > 0 ? 'bad' : 'good'} to="/admin/resources/webhookEvents?filters.status=dead" />
        <Tile label={say('last_event')} value={figures.lastEventAt ? ago(figures.lastEventAt) : say('never')} note={figures.lastEventAt ? at(figures.lastEventAt) : undefined} to="/admin/resources/webhookEvents" />
      </Box>
      <p role="status" style={{ marginTop: 24, color: stale ? '#7C0410' : '#4A5860' }}>
        {stale ? say('stale') : say('updated', { time: new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: 'medium' }).format(new Date(now)) })}
      </p>
    </Box>
  );
};

export default Dashboard;
