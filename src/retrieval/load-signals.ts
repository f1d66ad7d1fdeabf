import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseDay } from '../domain/calendar/day.ts';
import { createWorkCalendar, type WorkCalendar } from '../domain/calendar/work-calendar.ts';
import {
  type DeliverySettings,
  deliverySettingsSchema,
} from '../domain/churn/delivery-settings.ts';
import { type SignalSettings, signalSettingsSchema } from '../domain/churn/signal-settings.ts';
import { GuichaoError } from '../domain/errors.ts';
import { readYaml } from './read-yaml.ts';

const day = z.iso.date().transform((text) => parseDay(text) ?? 0);
const calendarSchema = z.strictObject({ workdays: z.array(day), rest_days: z.array(day) });

/** The thresholds of the signals under knowledge/churn/. */
export function loadSignals(knowledgeDirectory: string): SignalSettings {
  const file = join(knowledgeDirectory, 'churn', 'signals.yaml');
  if (!existsSync(file)) {
    throw new GuichaoError('knowledge', '缺少流失信号设置 churn/signals.yaml，请从项目里补回。');
  }
  return readYaml(file, signalSettingsSchema, {} as SignalSettings);
}

/** A changed copy of signals.yaml, wherever it lies. */
export function loadSignalsFrom(file: string): SignalSettings {
  if (!existsSync(file)) {
    throw new GuichaoError('not-found', `没有 ${file} 这个文件；请先复制一份 signals.yaml 再改。`);
  }
  return readYaml(file, signalSettingsSchema, {} as SignalSettings);
}

/** When who is told what, from knowledge/churn/delivery.yaml. */
export function loadDelivery(knowledgeDirectory: string): DeliverySettings {
  const file = join(knowledgeDirectory, 'churn', 'delivery.yaml');
  if (!existsSync(file)) {
    throw new GuichaoError('knowledge', '缺少送达设置 churn/delivery.yaml，请从项目里补回。');
  }
  return readYaml(file, deliverySettingsSchema, {} as DeliverySettings);
}

/** The Chinese calendar with the bank's own exceptions from knowledge/churn/calendar.yaml. */
export function loadWorkCalendar(knowledgeDirectory: string): WorkCalendar {
  const file = join(knowledgeDirectory, 'churn', 'calendar.yaml');
  const own = readYaml(file, calendarSchema, { workdays: [], rest_days: [] });
  return createWorkCalendar({ workdays: own.workdays, restDays: own.rest_days });
}
