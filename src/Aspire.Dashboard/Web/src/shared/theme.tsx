import { useState } from 'preact/hooks';
import { Icon } from './icons';

const next: Record<string, string> = { '': 'light', light: 'dark', dark: '' };
const names: Record<string, string> = { '': 'as the system has it', light: 'light', dark: 'dark' };

export function ThemeButton() {
  const [theme, setTheme] = useState(localStorage.getItem('theme') ?? '');
  const change = () => {
    const chosen = next[theme] ?? '';
    if (chosen) {
      localStorage.setItem('theme', chosen);
      document.documentElement.dataset.theme = chosen;
    } else {
      localStorage.removeItem('theme');
      delete document.documentElement.dataset.theme;
    }
    setTheme(chosen);
  };
  const label = `Colours: ${names[theme]}. Change`;
  return <button class="icon-button" title={label} aria-label={label} onClick={change}><Icon name={theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'system'} /></button>;
}
