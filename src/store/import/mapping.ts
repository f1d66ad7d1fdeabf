import type { MappingFile } from './mapping-file.ts';
import type { Encoding } from './text-blocks.ts';
import type { DateForm } from './value-readers.ts';

/** How one file of the bank differs from the contract's form. */
export interface FileMapping {
  readonly from: string;
  readonly separator: string;
  readonly encoding: Encoding;
  readonly dates: DateForm;
  /** The contract's name of a column → the bank's. */
  readonly columns: Readonly<Record<string, string>>;
  readonly ignore: readonly string[];
  /** Column → the bank's value → the contract's. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type Mapping = (name: string) => FileMapping;

// Most imports have none: what reads and checks one is loaded for those that do.
async function given(path: string | undefined): Promise<MappingFile> {
  return path === undefined ? {} : (await import('./mapping-file.ts')).readMappingFile(path);
}

/** The mapping of a YAML file, or the contract's own form without one. */
export async function readMapping(path: string | undefined, encoding: Encoding): Promise<Mapping> {
  const { defaults = {}, files = {} } = await given(path);
  return (name) => {
    const given = files[name] ?? {};
    return {
      from: given.from ?? name,
      separator: given.separator ?? defaults.separator ?? ',',
      encoding: given.encoding ?? defaults.encoding ?? encoding,
      dates: given.dates ?? defaults.dates ?? 'YYYY-MM-DD',
      columns: given.columns ?? {},
      ignore: given.ignore ?? [],
      values: given.values ?? {},
    };
  };
}
