import { useEffect, useState } from 'preact/hooks';
import type { Resource } from '../model';
import { Icon } from '../shared/icons';

const pauseWhileTyping = 250;

export function TextFilter({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value)
      return;
    const timer = window.setTimeout(() => onChange(text.trim()), pauseWhileTyping);
    return () => window.clearTimeout(timer);
  }, [text]);
  useEffect(() => setText(old => old.trim() === value ? old : value), [value]);
  return (
    <label class="search-box"><Icon name="search" />
      <input type="search" placeholder={label} aria-label={label} value={text} onInput={event => setText(event.currentTarget.value)} />
    </label>
  );
}

export function ResourceFilter({ list, value, onChange }: { list: Resource[]; value: string; onChange: (resource: string) => void }) {
  const names = [...new Set(list.filter(resource => !resource.isHidden).map(resource => resource.displayName))];
  return (
    <select aria-label="Resource" value={value} onChange={event => onChange(event.currentTarget.value)}>
      <option value="">All resources</option>
      {names.map(name => <option key={name}>{name}</option>)}
    </select>
  );
}

export function Pause({ paused, onChange }: { paused: boolean; onChange: (paused: boolean) => void }) {
  return <button class="chip" aria-pressed={paused} onClick={() => onChange(!paused)}>{paused ? 'Paused' : 'Pause'}</button>;
}
