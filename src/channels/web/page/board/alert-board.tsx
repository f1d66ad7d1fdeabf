import Button from 'antd/es/button';
import { useState } from 'react';
import type { WireAlertBoard, WireBoardAlert } from '../../wire.ts';
import { BoardFrame } from './board-frame.tsx';
import { TrendChart } from './trend-chart.tsx';
import { useBoard } from './use-board.ts';

const severityNames = { red: '红色', amber: '黄色', watch: '关注' } as const;
const statusNames: Partial<Record<WireBoardAlert['status'], string>> = {
  acknowledged: '已认领',
  snoozed: '稍后提醒',
};

interface Pressed {
  readonly free: boolean;
  readonly onAsk: (text: string) => void;
}

function AlertDetails({ alert, free, onAsk }: Pressed & { readonly alert: WireBoardAlert }) {
  return (
    <div className="details">
      <TrendChart alertId={alert.alertId} />
      <ul>
        {alert.evidence.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="rows">依据：{alert.rows.join('、')}</p>
      <div className="actions">
        {alert.actions.map((action) =>
          action.do === 'ask' ? (
            <Button
              key={action.label}
              size="small"
              shape="round"
              disabled={!free}
              onClick={() => onAsk(action.text)}
            >
              {action.label}
            </Button>
          ) : null,
        )}
      </div>
    </div>
  );
}

function AlertRow(props: Pressed & { readonly alert: WireBoardAlert; readonly first: boolean }) {
  const { alert, first } = props;
  const [open, setOpen] = useState(first);
  const status = statusNames[alert.status];
  return (
    <li className={`alert-row ${alert.severity}`}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="severity">{severityNames[alert.severity]}</span>
        <strong>{alert.name}</strong>
        <span>
          {alert.signals}，涉及{alert.risk}
        </span>
        <small className={alert.clock?.state}>
          {alert.clock?.text ?? alert.since}
          {alert.manager === '' ? '' : `　${alert.manager}`}
          {status === undefined ? '' : `　${status}`}
        </small>
      </button>
      {open && <AlertDetails {...props} />}
    </li>
  );
}

/** Open alerts, the gravest first; each opens to its evidence and picture. */
export function AlertBoard(pressed: Pressed) {
  const loaded = useBoard<WireAlertBoard>('/board/alerts');
  return (
    <BoardFrame loaded={loaded}>
      {({ alerts, through }) => (
        <>
          <p className="quiet">
            {alerts.length === 0 ? '现在没有预警。' : `共${alerts.length}条。`}
            {through}
          </p>
          <ul className="alert-rows">
            {alerts.map((alert, at) => (
              <AlertRow key={alert.alertId} alert={alert} first={at === 0} {...pressed} />
            ))}
          </ul>
        </>
      )}
    </BoardFrame>
  );
}
