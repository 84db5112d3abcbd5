import type { QueryAnswer, Value } from './model';

/** As RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export const toCsv = ({ columns, rows }: QueryAnswer): string => [columns, ...rows].map(row => row.map(field).join(',')).join('\r\n') + '\r\n';

function field(value: Value): string {
  if (value === null)
    return '';
  if (typeof value === 'number')
    return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
