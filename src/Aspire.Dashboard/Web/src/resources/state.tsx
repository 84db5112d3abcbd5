import type { Health, Resource } from '../model';
import { toneOf, type Tone } from './resources';

// Shapes differ as well as colours, for those who cannot tell the colours apart.
const shapes: Record<Tone, preact.JSX.Element> = {
  good: <circle cx="5" cy="5" r="4" />,
  busy: <path d="M5 1a4 4 0 0 1 0 8z" />,
  warning: <path d="M5 .8 9.4 9H.6z" />,
  bad: <path d="M5 .4 9.6 5 5 9.6.4 5z" />,
  idle: <circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" stroke-width="1.6" />,
};

export function Dot({ tone }: { tone: Tone }) {
  return (
    <svg class={`dot ${tone}`} viewBox="0 0 10 10" width="10" height="10" fill="currentColor" aria-hidden="true">
      {tone === 'busy' && <circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" stroke-width="1.2" />}
      {shapes[tone]}
    </svg>
  );
}

export function StateText({ resource }: { resource: Resource }) {
  const ended = resource.exitCode !== null && resource.state !== 'Running';
  return (
    <span class="state">
      <Dot tone={toneOf(resource)} />
      {resource.state ?? 'Unknown'}
      {ended && <span class="dim"> ({resource.exitCode})</span>}
    </span>
  );
}

const healthTones: Record<Health, Tone> = { Healthy: 'good', Degraded: 'warning', Unhealthy: 'bad' };

export function HealthText({ health }: { health: Health | null }) {
  return health ? <span class={`health ${healthTones[health]}`}>{health}</span> : <span class="dim" aria-label="No health known">–</span>;
}
