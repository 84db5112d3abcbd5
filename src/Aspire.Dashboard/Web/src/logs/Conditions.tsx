import { useState } from 'preact/hooks';
import { Dialog } from '../shared/Dialog';
import { Icon } from '../shared/icons';
import { comparisonNames, knownFields, type Comparison, type Condition } from './conditions';

interface Props {
  conditions: Condition[];
  /** The attributes of the records shown. */
  attributes: string[];
  onChange: (conditions: Condition[]) => void;
}

/** Filters by fields, as chips that can be taken away, and a way to add one. */
export function Conditions({ conditions, attributes, onChange }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      {conditions.map((condition, index) => (
        <button key={index} class="chip" aria-pressed="true" title="Remove this filter" onClick={() => onChange(conditions.toSpliced(index, 1))}>
          <span class="chip-text">{condition.field} {comparisonNames[condition.comparison]} {condition.value || 'empty'}</span><Icon name="close" />
        </button>
      ))}
      <button class="chip" onClick={() => setAdding(true)}><Icon name="add" />Filter by field</button>
      {adding && <Add attributes={attributes} onClose={() => setAdding(false)} onAdd={condition => {
        setAdding(false);
        onChange([...conditions, condition]);
      }} />}
    </>
  );
}

function Add({ attributes, onAdd, onClose }: { attributes: string[]; onAdd: (condition: Condition) => void; onClose: () => void }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const field = String(form.get('field')).trim();
    if (field)
      onAdd({ field, comparison: form.get('comparison') as Comparison, value: String(form.get('value')) });
  };
  return (
    <Dialog title="Filter by field" onDismiss={onClose}>
      <form onSubmit={submit}>
        <div class="input">
          <label for="condition-field">Field or attribute</label>
          <input id="condition-field" name="field" list="condition-fields" required autofocus autocomplete="off" />
          <datalist id="condition-fields">{[...knownFields, ...attributes].map(name => <option key={name} value={name} />)}</datalist>
        </div>
        <div class="input">
          <label for="condition-comparison">Comparison</label>
          <select id="condition-comparison" name="comparison">{Object.entries(comparisonNames).map(([sign, name]) => <option key={sign} value={sign}>{name}</option>)}</select>
        </div>
        <div class="input">
          <label for="condition-value">Value</label>
          <input id="condition-value" name="value" autocomplete="off" />
        </div>
        <div class="buttons">
          <button type="button" class="command" onClick={onClose}>Cancel</button>
          <button class="primary">Add filter</button>
        </div>
      </form>
    </Dialog>
  );
}
