import type { Day } from '../../domain/calendar/day.ts';
import type { ImportFault } from './fault.ts';
import type { RejectedFile } from './rejected-rows.ts';
import type { Encoding } from './text-blocks.ts';

export interface ImportProgress {
  readonly phase: 'read' | 'merge';
  readonly file: string;
  /** Of all files so far. */
  readonly rows: number;
  /** 0–1 of the phase. */
  readonly share: number;
}

export interface ImportRequest {
  readonly directory: string;
  readonly origin: 'demo' | 'bank';
  readonly dryRun?: boolean;
  readonly skipBadRows?: boolean;
  readonly encoding?: Encoding;
  readonly mappingFile?: string;
  /** The bank's business date and zone. */
  readonly today: Day;
  readonly timezone: string;
  /** Mobiles are encrypted under it; null or left out: kept as they are. */
  readonly mobileKey?: string | null;
  /** ISO 8601. */
  readonly importedAt: string;
  /** The operating system's user and process, for the record and for who has to wait. */
  readonly importedBy: string;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface FileCount {
  readonly file: string;
  readonly rows: number;
  /** Rows that were new or had other values. */
  readonly changed: number;
}

export interface ImportSummary {
  /** False after a dry run, and when faults stood in the way; then nothing was changed. */
  readonly imported: boolean;
  readonly files: readonly FileCount[];
  readonly rows: number;
  readonly changed: number;
  readonly deleted: number;
  readonly faultCount: number;
  /** The first thousand. */
  readonly faults: readonly ImportFault[];
  readonly rejected: readonly RejectedFile[];
  /** CSV files of the directory that belong to no table. */
  readonly ignored: readonly string[];
  readonly demoRemoved: boolean;
  /** The last day that the book's rows tell about, YYYY-MM-DD. */
  readonly dataThrough: string | null;
}
