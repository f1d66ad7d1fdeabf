import { join } from 'node:path';
import {
  type RetentionSettings,
  retentionSettingsSchema,
} from '../domain/upkeep/retention-settings.ts';
import { readYaml } from './read-yaml.ts';

/** How long what is kept, from knowledge/retention.yaml; null where the bank has no such file. */
export function loadRetention(knowledgeDirectory: string): RetentionSettings | null {
  const file = join(knowledgeDirectory, 'retention.yaml');
  return readYaml<RetentionSettings | null>(file, retentionSettingsSchema, null);
}
