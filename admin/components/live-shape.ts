import { useEffect, useState } from 'react';

export interface Bar {
  name: string;
  value: number | null;
  more?: number | null;
}

/** Compliance by priority: of the first response, and of the resolution. */
interface Kept {
  sla: Bar[];
  resolution: Bar[];
}

/** /admin/live; admin/dashboard. Instants are ISO texts. */
export interface Live {
  locale: string;
  zone: string;
  open: number;
  waiting: number;
  waitingSince: string | null;
  pending: number;
  dead: number;
  deadEvents: number;
  whatsapp: { state: 'connected' | 'disconnected' | 'unknown' | 'off'; since: string | null; detail: string | null };
  slack: 'ok' | 'stuck' | 'off';
  failures: number;
  lastEventAt: string | null;
  texts: Record<string, string>;
  today: { byStatus: Bar[]; byLevel: Bar[]; byAgent: Bar[]; first: { stopped: number; median: number | null; p90: number | null; compliance: number | null }; sla: Bar[]; resolution: Bar[]; traffic: Bar[] };
  month: { week: Kept; month: Kept; funnel: Bar[]; losses: Bar[]; incidents: Bar[]; nps: Bar[] };
}

const REFRESH_MS = 8000;

/**
 * The dashboard's figures with the house's time, asked for again every eight seconds while the page is in sight and at once
 * when it comes back; `stale` when the last question failed. What has not changed is not sent again (ETag).
 */
export function useLive(): { live: Live | undefined; now: string; stale: boolean } {
  const [state, setState] = useState<{ live: Live | undefined; now: string; stale: boolean }>({ live: undefined, now: '', stale: false });
  useEffect(() => {
    const stop = new AbortController();
    let tag = '';
    const ask = async (headers: Record<string, string>) => {
      try {
        const answer = await fetch('/admin/live', { signal: stop.signal, redirect: 'error', headers: { ...headers, ...(tag ? { 'If-None-Match': tag } : {}) } });
        if (!answer.ok && answer.status !== 304) throw new Error(`answered ${answer.status}`);
        const now = answer.headers.get('X-Now') ?? '';
        tag = answer.headers.get('ETag') ?? '';
        const live = answer.status === 304 ? undefined : ((await answer.json()) as Live);
        setState((before) => ({ live: live ?? before.live, now, stale: false }));
      } catch {
        if (!stop.signal.aborted) setState((before) => ({ ...before, stale: true }));
      }
    };
    const again = () => void (document.hidden || ask({ 'X-Portal-Refresh': '1' }));
    void ask({});
    const timer = setInterval(again, REFRESH_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, []);
  return state;
}
