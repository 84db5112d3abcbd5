import type { Interaction } from '../model';
import { Dialog } from '../shared/Dialog';
import { Icon } from '../shared/icons';
import { Link, Text } from '../shared/markdown';
import { useStore } from '../shared/store';
import { InputForm } from './InputForm';
import { answer, interactions, tell } from './interactions';

/** The dialog that the application has asked for first; the next one comes when it is answered. */
export function InteractionDialog() {
  const asked = useStore(interactions).find(one => one.kind !== 'Notification');
  return asked ? asked.kind === 'Inputs' ? <InputsDialog key={asked.id} asked={asked} /> : <MessageBox key={asked.id} asked={asked} /> : null;
}

function InputsDialog({ asked }: { asked: Interaction }) {
  return (
    <InputForm title={asked.title} message={asked.message} isMarkdown={asked.isMarkdown} fields={asked.inputs} primary={asked.primaryText ?? 'OK'} secondary={asked.secondaryText}
      submit={values => answer(asked, 'Primary', values)} leave={() => answer(asked, 'Secondary')}
      dismiss={asked.canDismiss ? () => answer(asked, 'Dismiss') : undefined} onChange={values => tell(asked, values)} />
  );
}

function MessageBox({ asked }: { asked: Interaction }) {
  return (
    <Dialog title={asked.title} onDismiss={asked.canDismiss ? () => answer(asked, 'Dismiss') : undefined}>
      <div class={`message ${asked.intent.toLowerCase()}`}>{asked.message && <Text text={asked.message} isMarkdown={asked.isMarkdown} />}</div>
      <div class="buttons">
        {asked.secondaryText && <button class="command" onClick={() => answer(asked, 'Secondary')}>{asked.secondaryText}</button>}
        {asked.primaryText && <button class="primary" onClick={() => answer(asked, 'Primary')}>{asked.primaryText}</button>}
      </div>
    </Dialog>
  );
}

/** What the application tells without interrupting anybody, above the page. */
export function NotificationBars() {
  const told = useStore(interactions).filter(one => one.kind === 'Notification');
  return (
    <div class="notifications" role="region" aria-label="Notifications" aria-live="polite">
      {told.map(one => (
        <div key={one.id} class={`notification ${one.intent.toLowerCase()}`}>
          <strong>{one.title}</strong>
          {one.message && <Text text={one.message} isMarkdown={one.isMarkdown} />}
          {one.linkUrl && <Link to={one.linkUrl}>{one.linkText ?? one.linkUrl}</Link>}
          <span class="spacer" />
          {one.secondaryText && <button class="command" onClick={() => answer(one, 'Secondary')}>{one.secondaryText}</button>}
          {one.primaryText && <button class="primary" onClick={() => answer(one, 'Primary')}>{one.primaryText}</button>}
          {one.canDismiss && <button class="icon-button" aria-label={`Dismiss ${one.title}`} onClick={() => answer(one, 'Dismiss')}><Icon name="close" /></button>}
        </div>
      ))}
    </div>
  );
}
