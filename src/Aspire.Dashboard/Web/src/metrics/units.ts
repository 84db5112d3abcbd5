import { durationText } from '../telemetry/format';

const seconds: Record<string, number> = { s: 1e9, ms: 1e6, us: 1e3, 'µs': 1e3, ns: 1, min: 6e10, h: 3.6e12 };
const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });

/** A value as people say it, by the unit that its instrument names (UCUM). */
export function valueText(value: number | null, unit: string | null, aggregate: string): string {
  if (value === null)
    return '–';
  if (aggregate === 'count')
    return compact.format(value);
  if (aggregate === 'rate' && unit && unit in seconds)
    return `${compact.format(value)} /s`; // Of a distribution: measurements a second, whatever was measured.
  const per = aggregate === 'rate' ? '/s' : '';
  if (unit && unit in seconds)
    return (value < 0 ? '−' : '') + durationText(Math.round(Math.abs(value) * seconds[unit]!)) + per;
  if (unit === 'By')
    return bytes(value) + per;
  if (unit === '%')
    return `${compact.format(value)} %`;
  const name = unit && unit !== '1' ? unit.replace(/^\{(.*)\}$/, '$1') : '';
  return compact.format(value) + (name || per ? ` ${name}${per}` : '');
}

function bytes(value: number): string {
  const power = Math.min(binary.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value) || 1) / 10)));
  return `${Number((value / 1024 ** power).toPrecision(4))} ${binary[power]}`;
}
