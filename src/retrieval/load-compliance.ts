import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Compliance, createCompliance } from '../domain/compliance/check-message.ts';
import {
  type ComplianceSettings,
  complianceSettingsSchema,
} from '../domain/compliance/compliance-settings.ts';
import { GuichaoError } from '../domain/errors.ts';
import { characterConverter } from './character-converter.ts';
import { loadReader } from './compliance-reader-file.ts';

const files = ['settings.yaml', 'phrases.yaml'];

function settingsOf(directory: string): ComplianceSettings {
  const parts = files.map((name) => {
    const file = join(directory, name);
    if (!existsSync(file))
      throw new GuichaoError('knowledge', `缺少合规设置 compliance/${name}，请从项目里补回。`);
    try {
      return parse(readFileSync(file, 'utf8')) as object;
    } catch (cause) {
      throw new GuichaoError('knowledge', `compliance/${name} 不是合法的 YAML，请改正。`, {
        cause,
      });
    }
  });
  const parsed = complianceSettingsSchema.safeParse(Object.assign({}, ...parts));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || '开头';
  throw new GuichaoError(
    'knowledge',
    `compliance 的 ${place} 有误，请照文件里的其他条目改：${issue?.message}`,
  );
}

/** The compliance rules with what the bank edits under knowledge/compliance/. */
export function loadCompliance(knowledgeDirectory: string): Compliance {
  const folder = join(knowledgeDirectory, 'compliance');
  return createCompliance({
    settings: settingsOf(folder),
    toSimplified: characterConverter(),
    reader: loadReader(folder),
  });
}
