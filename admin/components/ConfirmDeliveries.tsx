import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@adminjs/design-system';
import { ApiClient, useNotice, useTranslation, ViewHelpers, type ActionProps, type ActionResponse } from 'adminjs';
import React, { useState, type FC } from 'react';
import { useNavigate } from 'react-router';
import Field from './Field';
import type { Refusal } from './page-api';

const COLUMNS = ['id', 'kind', 'lastError'] as const;

/** Shows which dead letters are meant and why they failed; a discard asks for a reason. Only the button, a POST, does it. */
const ConfirmDeliveries: FC<ActionProps> = ({ action, resource, record, records }) => {
  const { translateAction, translateButton, translateProperty, translateLabel, translateComponent } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string>();
  const asksReason = action.name === 'discard';
  const addNotice = useNotice();
  const navigate = useNavigate();
  const meant = records?.length ? records : record ? [record] : [];
  const list = new ViewHelpers().resourceUrl({ resourceId: resource.id });

  async function go() {
    setBusy(true);
    try {
      const { notice, redirectUrl, refused: why } = await post();
      if (why) {
        setRefused(why.fields['reason'] ?? why.message);
        setBusy(false);
        return;
      }
      if (notice) addNotice(notice);
      navigate(`${redirectUrl ?? list}?refresh=true`);
    } catch {
      addNotice({ type: 'error', message: translateComponent('ConfirmDeliveries.failed') });
      setBusy(false);
    }
  }

  async function post(): Promise<ActionResponse & { refused?: Refusal }> {
    const api = new ApiClient();
    const what = { resourceId: resource.id, actionName: action.name, data: { confirmed: true, ...(asksReason ? { reason } : {}) } };
    const ids = meant.map(({ id }) => id);
    const answer = action.actionType === 'bulk' ? await api.bulkAction({ ...what, recordIds: ids }) : await api.recordAction({ ...what, recordId: ids[0] as string });
    return answer.data as ActionResponse;
  }

  return (
    <Box variant="white" p="xl">
      <p style={{ marginBottom: 24, lineHeight: 1.5 }}>{translateComponent(`ConfirmDeliveries.${resource.id}.${action.name}`)}</p>
      <Box style={{ overflowX: 'auto' }} mb="xl">
        <Table>
          <TableHead>
            <TableRow>{COLUMNS.map((column) => <TableCell key={column}>{translateProperty(column, resource.id)}</TableCell>)}</TableRow>
          </TableHead>
          <TableBody>
            {meant.map(({ id, params }) => (
              <TableRow key={id}>
                <TableCell>{id}</TableCell>
                <TableCell>{translateLabel(`kind.${params['kind']}`, resource.id, { defaultValue: params['kind'] as string })}</TableCell>
                <TableCell data-property-name="lastError" style={{ overflowWrap: 'anywhere' }}>{params['lastError'] ?? '–'}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {asksReason && <div className="m-page"><Field field={{ column: 'reason', kind: 'line', label: translateComponent('ConfirmDeliveries.reason'), help: translateComponent('ConfirmDeliveries.reason_help'), required: true, fixed: false, options: [], value: '' }} value={reason} error={refused} onChange={setReason} /></div>}
      <Box flex flexWrap="wrap" style={{ gap: 12 }}>
        <Button variant="contained" color={action.variant === 'danger' ? 'danger' : 'primary'} disabled={busy} onClick={() => void go()}>{translateAction(action.name, resource.id)}</Button>
        <Button variant="outlined" disabled={busy} onClick={() => navigate(list)}>{translateButton('cancel')}</Button>
      </Box>
    </Box>
  );
};

export default ConfirmDeliveries;
