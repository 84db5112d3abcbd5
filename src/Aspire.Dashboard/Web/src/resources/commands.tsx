import { useState } from 'preact/hooks';
import type { Command, Problem, Resource } from '../model';
import { Icon, type IconName } from '../shared/icons';
import { ask } from '../shared/Question';
import { say } from '../shared/toasts';

const icons: Record<string, IconName> = { start: 'start', stop: 'stop', restart: 'restart' };

const iconOf = (command: Command): IconName | undefined => icons[command.name.replace(/^resource-/, '')];

async function execute(resource: Resource, command: Command): Promise<void> {
  const address = `/api/resources/${encodeURIComponent(resource.name)}/commands/${encodeURIComponent(command.name)}`;
  try {
    const answer = await fetch(address, { method: 'POST' });
    if (answer.ok) {
      const result = await answer.json() as { message: string | null };
      say(result.message ?? `${resource.name}: ${command.displayName.toLowerCase()} done.`);
    } else {
      const problem = await answer.json() as Problem;
      say(problem.detail, true);
    }
  } catch {
    say(`${resource.name}: the application cannot be reached, so that it could not be asked to ${command.name}.`, true);
  }
}

function CommandButton({ resource, command, labelled }: { resource: Resource; command: Command; labelled: boolean }) {
  const [busy, setBusy] = useState(false);
  const click = async () => {
    if (command.confirmationMessage && !await ask(command.confirmationMessage, command.displayName))
      return;
    setBusy(true);
    await execute(resource, command);
    setBusy(false);
  };
  const icon = iconOf(command);
  const label = `${command.displayName} ${resource.name}`;
  return (
    <button class={labelled ? 'command' : 'icon-button'} disabled={busy || command.state === 'Disabled'} aria-busy={busy}
      aria-label={label} title={command.description ?? label} onClick={click}>
      {icon && <Icon name={icon} />}
      {(labelled || !icon) && <span>{command.displayName}</span>}
    </button>
  );
}

/** The commands that have an icon, for a row of the table. */
export function CommandIcons({ resource }: { resource: Resource }) {
  return <>{shown(resource).filter(iconOf).map(command =>
    <CommandButton key={command.name} resource={resource} command={command} labelled={false} />)}</>;
}

/** All commands, with their names. */
export function CommandBar({ resource }: { resource: Resource }) {
  const commands = shown(resource);
  return commands.length === 0 ? null : (
    <div class="command-bar" role="group" aria-label="Commands">
      {commands.map(command => <CommandButton key={command.name} resource={resource} command={command} labelled />)}
    </div>
  );
}

const shown = (resource: Resource): Command[] => resource.commands.filter(command => command.state !== 'Hidden');
