import { ApiClient, useNotice, type NoticeMessage } from 'adminjs';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';

/** What a refused command says (admin/manage/in-their-name.ts). */
export interface Refusal {
  message: string;
  fields: Record<string, string>;
  now?: Record<string, string>;
}

export interface Answer {
  refused?: Refusal;
  notice?: NoticeMessage;
  redirectUrl?: string;
}

interface Where {
  resourceId: string;
  actionName: string;
  recordId?: string;
  /** Of the address, when the data is asked for. */
  params?: Record<string, string>;
}

/**
 * A page of ours behind an action: its data by GET, again on `reload`, and `post`, which shows the notice, goes where the
 * answer says and returns it. `failed`: the server could not be reached.
 */
export function usePageApi<T>({ resourceId, actionName, recordId, params }: Where, load = true) {
  const [data, setData] = useState<T>();
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const addNotice = useNotice();
  const navigate = useNavigate();

  const ask = (body?: Record<string, unknown>) => {
    const api = new ApiClient();
    const what = { resourceId, actionName, ...(body ? { data: body } : params ? { params } : {}) };
    return recordId === undefined ? api.resourceAction(what) : api.recordAction({ ...what, recordId });
  };

  const reload = () => ask().then(({ data: got }) => { setData(got as T); setFailed(false); }, () => setFailed(true));

  useEffect(() => {
    setData(undefined);
    if (load) void reload();
  }, [resourceId, actionName, recordId, JSON.stringify(params)]);

  async function post<A extends Answer>(body: Record<string, unknown>): Promise<A | undefined> {
    setBusy(true);
    try {
      const answer = (await ask(body)).data as A;
      setFailed(false);
      if (answer.notice) addNotice(answer.notice);
      if (answer.redirectUrl) navigate(`${answer.redirectUrl}?refresh=true`);
      return answer;
    } catch {
      setFailed(true);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  return { data, setData, failed, busy, reload, post };
}
