import { dayWords, moneyWords } from '../../domain/clients/client-words.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { ModelTool } from '../../ports/language-model.ts';
import { signalTitles } from '../alerts/alert-card.ts';
import { listAlerts } from '../alerts/list-alerts.ts';
import { severityNames, whyAlerted } from '../alerts/why-alerted.ts';
import { worklist } from '../alerts/worklist.ts';
import { actionText } from '../alerts/worklist-task.ts';
import { asData } from '../clients/record-marks.ts';
import { moneySlot, nameSlot, wordsSlot } from './client-for-model.ts';
import { clientIn } from './client-tools.ts';
import type { FreeTurn } from './free-turn-parts.ts';

const mostRows = 10;

const record = (
  passageId: string,
  heading: string,
  quote: string,
  source: string,
): Omit<Citation, 'n'> => ({
  passageId,
  document: '客户档案',
  heading,
  origin: 'record',
  quote: asData(quote),
  source,
});

function listAlertsTool(turn: FreeTurn): ModelTool {
  return {
    name: 'list_alerts',
    description: '还没有结束的流失预警，按严重程度排。',
    inputs: {},
    run: async (_inputs, caller) => {
      const parts = await turn.parts.alerts();
      const reader = await parts.book.for(caller, { turnId: turn.request.turnId });
      const seen = await listAlerts(reader, parts.today, parts);
      const lines = seen.slice(0, mostRows).map(({ alert, client }) => {
        const { alertId, severity, openedOn, aumAtRisk } = alert;
        const start = `${dayWords(openedOn, parts.today)}起`;
        const titles = signalTitles(alert);
        const quote = `${asData(client.name)}，${severityNames[severity]}，${titles}，涉及${moneyWords(aumAtRisk)}，${start}`;
        const line = `${nameSlot(client, turn.vault)}，${severityNames[severity]}，${titles}，涉及${moneySlot(aumAtRisk, turn.vault)}，${start}`;
        turn.clientIds.add(client.clientId);
        const citation = record(`alerts:${alertId}`, '流失预警', quote, `预警 ${alertId}`);
        return `${line}[${turn.sources.addRecord(citation, line)}]`;
      });
      return lines.length === 0 ? '现在没有未结束的预警。' : lines.join('\n');
    },
  };
}

function explainAlert(turn: FreeTurn): ModelTool {
  return {
    name: 'explain_alert',
    description: '一位客户为什么预警或者没有预警，逐条信号。',
    inputs: { client: { description: '客户的占位符、姓名或客户号，只写一位' } },
    run: async ({ client = '' }, caller) => {
      const found = await clientIn(turn, client, caller);
      if (found.kind === 'told') return found.text;
      const parts = await turn.parts.alerts();
      const reader = await parts.book.for(caller, { turnId: turn.request.turnId });
      const told = await whyAlerted(found.clientId, reader, { day: parts.today, parts });
      if (told.kind !== 'told') return told.text;
      const lines = told.lines.map((line, at) => {
        // The head names the signal; the evidence holds figures, dates and words of the book.
        const [head = '', ...rest] = line.split(/(?<=[：:])/);
        const open = at === 0 ? head : head.replace(/[^：:\p{Script=Han}\w （）]/gu, '');
        const seen = rest.length === 0 ? open : `${open}${wordsSlot(rest.join(''), turn.vault)}`;
        const id = `alert-reasons:${found.clientId}/${at}`;
        const citation = record(id, '信号依据', line, told.rows.join('、') || '客户档案');
        return `${seen}[${turn.sources.addRecord(citation, seen)}]`;
      });
      turn.clientIds.add(found.clientId);
      return lines.join('\n');
    },
  };
}

function worklistTool(turn: FreeTurn): ModelTool {
  return {
    name: 'worklist',
    description: '今天该约见、打电话、发消息的客户和原因。',
    inputs: {},
    run: async (_inputs, caller) => {
      const parts = await turn.parts.alerts();
      const reader = await parts.book.for(caller, { turnId: turn.request.turnId });
      const list = await worklist({ employeeId: caller.employeeId, reader }, parts.today, parts);
      const lines = list.items.slice(0, mostRows).map((item) => {
        const { clientId, name, why } = item;
        const slot = nameSlot({ clientId, name, salutation: null }, turn.vault);
        const reasons = why.slice(0, 2).map((one) => {
          const [head = '', ...rest] = one.split(/(?<=：)/);
          return rest.length === 0 ? head : `${head}${wordsSlot(rest.join(''), turn.vault)}`;
        });
        const line = `${slot}，${actionText(item)}，${reasons.join('；')}`;
        const quote = `${name}，${actionText(item)}，${why.join('；')}`;
        const citation = record(`worklist:${clientId}`, '今日清单', quote, `今日清单 ${clientId}`);
        turn.clientIds.add(clientId);
        return `${line}[${turn.sources.addRecord(citation, line)}]`;
      });
      return lines.length === 0 ? '今天没有排出要联系的客户。' : lines.join('\n');
    },
  };
}

export function alertTools(turn: FreeTurn): ModelTool[] {
  return [listAlertsTool(turn), explainAlert(turn), worklistTool(turn)];
}
