import type { Day } from '../../domain/calendar/day.ts';
import type { MobileSeal } from '../book/mobile-seal.ts';
import type { Stored } from './value-readers.ts';

export interface StoredColumn {
  readonly name: string;
  readonly sort: 'text' | 'int' | 'big';
}

/** What is stored of a value that the file gives in another form. */
export interface Derivation extends StoredColumn {
  from(value: Stored): Stored;
}

const latin = /^[\x20-\x7e]+$/;

/** The syllables of a name without tones, as far as it can be read. */
export type Syllables = (name: string) => string[];

/** Reading characters takes a dictionary, which is loaded for files with names only. */
export async function loadSyllables(): Promise<Syllables> {
  const { pinyin } = await import('pinyin-pro');
  const form = { toneType: 'none', type: 'array', surname: 'head', nonZh: 'removed' } as const;
  return (name) =>
    latin.test(name)
      ? name.toLowerCase().split(/[^a-z]+/)
      : pinyin(name, form).map((one) => one.replaceAll('ü', 'v'));
}

const lastFour = (value: Stored) => String(value).slice(-4);
const digitsOnly = (value: Stored) => String(value).replace(/\D/g, '');

/** The calendar day of an instant in a time zone; asked of the system once per hour of the clock. */
function localDays(timezone: string): (seconds: number) => Day {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone });
  const known = new Map<number, Day>();
  return (seconds) => {
    const quarter = Math.floor(seconds / 900);
    const seen = known.get(quarter);
    if (seen !== undefined) return seen;
    const local = format.format(new Date(seconds * 1000));
    const day = Date.parse(`${local}T00:00:00Z`) / 86_400_000;
    if (known.size < 100_000) known.set(quarter, day);
    return day;
  };
}

/** By `table.column`: the columns that are stored in its place. */
export function derivations(
  timezone: string,
  seal: MobileSeal,
  syllables: Syllables,
): Readonly<Record<string, readonly Derivation[]>> {
  const dayOf = localDays(timezone);
  const same = (value: Stored) => value;
  return {
    'clients.name': [
      { name: 'name', sort: 'text', from: same },
      { name: 'name_pinyin', sort: 'text', from: (value) => syllables(String(value)).join('') },
      {
        name: 'name_initials',
        sort: 'text',
        from: (value) =>
          syllables(String(value))
            .map((one) => one[0] ?? '')
            .join(''),
      },
    ],
    'clients.mobile': [
      { name: 'mobile', sort: 'text', from: (value) => seal.close(digitsOnly(value)) },
      { name: 'mobile_tail', sort: 'text', from: (value) => lastFour(digitsOnly(value)) },
    ],
    // The rest of an identity number is not needed for anything here, so it is never stored.
    'clients.id_number': [{ name: 'id_tail', sort: 'text', from: lastFour }],
    'contacts.contacted_at': [
      { name: 'contacted_at', sort: 'big', from: same },
      { name: 'contacted_on', sort: 'int', from: (value) => dayOf(Number(value)) },
    ],
  };
}
