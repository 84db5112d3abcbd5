import type { Severity } from '../model';

const tones: Record<Severity, string> = { Unspecified: 'dim', Trace: 'dim', Debug: 'dim', Information: '', Warning: 'warning', Error: 'bad', Critical: 'bad' };

export function SeverityText({ severity }: { severity: Severity }) {
  return <span class={`health ${tones[severity]}`}>{severity}</span>;
}
