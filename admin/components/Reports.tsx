import { Box, Loader } from '@adminjs/design-system';
import React, { useEffect, useState, type CSSProperties, type FC } from 'react';
import ReportControls from './ReportControls';
import ReportView from './ReportView';
import { queryOf, type Options, type Report, type Wanted } from './report-shape';

const LINK: CSSProperties = { display: 'inline-block', padding: '10px 16px', borderRadius: 8, border: '1px solid #1B6B5E', color: '#1B6B5E', background: '#FFFFFF', textDecoration: 'none', fontSize: 14, fontWeight: 600 };

/** What the address asks for: the page can be linked to. */
function wantedNow(): Wanted {
  const asked = new URLSearchParams(window.location.search);
  const of = (name: string, fallback = '') => asked.get(name) ?? fallback;
  return { report: of('report', 'sla'), period: of('period', '30_days'), from: of('from'), to: of('to'), agent: of('agent'), priority: of('priority'), level: of('level') };
}

async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const answer = await fetch(`/admin/reports/${path}`, { signal, headers: { accept: 'application/json' } });
  const body = (await answer.json()) as T & { error?: string };
  if (!answer.ok) throw new Error(body.error ?? '');
  return body;
}

/** Reports: choose one, read it, take it away. */
const Reports: FC = () => {
  const [options, setOptions] = useState<Options>();
  const [wanted, setWanted] = useState(wantedNow);
  const [report, setReport] = useState<Report>();
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    const stop = new AbortController();
    read<Options>('options', stop.signal).then(setOptions, () => stop.signal.aborted || setFailure(''));
    return () => stop.abort();
  }, []);

  const query = queryOf(wanted);
  useEffect(() => {
    const stop = new AbortController();
    setFailure(undefined);
    window.history.replaceState(window.history.state, '', `?${new URLSearchParams({ report: wanted.report })}&${query}`);
    read<Report>(`data/${encodeURIComponent(wanted.report)}?${query}`, stop.signal).then(setReport, (error: Error) => stop.signal.aborted || setFailure(error.message));
    return () => stop.abort();
  }, [wanted.report, query]);

  if (!options) return <Box p="xxl">{failure === undefined ? <Loader /> : <p role="alert">{failure}</p>}</Box>;
  const { texts, locale } = options;
  const file = (name: string, format: string, more = '') => `/admin/reports/export/${name}.${format}?${query}${more}`;
  return (
    <Box as="main" p={['lg', 'xxl']}>
      <h1 style={{ fontSize: 24, fontWeight: 700, marginBottom: 16 }}>{texts['title']}</h1>
      <ReportControls options={options} wanted={wanted} change={(change) => setWanted({ ...wanted, ...change })} />
      <nav aria-label={texts['downloads']} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 16 }}>
        <a style={LINK} href={file(wanted.report, 'xlsx')} download>{texts['xlsx']}</a>
        <a style={LINK} href={file(wanted.report, 'csv', '&delimiter=%3B')} download>{texts['csv_semicolon']}</a>
        <a style={LINK} href={file(wanted.report, 'csv')} download>{texts['csv']}</a>
        <a style={LINK} href={file('conversations', 'xlsx')} download>{texts['conversations']}</a>
      </nav>
      <div aria-live="polite">
        {failure !== undefined ? <p role="alert" style={{ marginTop: 16, color: '#7C0410' }}>{failure || texts['failed']}</p> : report?.key === wanted.report ? <ReportView report={report} texts={texts} locale={locale} /> : <Loader />}
      </div>
    </Box>
  );
};

export default Reports;
