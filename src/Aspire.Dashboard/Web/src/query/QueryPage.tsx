import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Problem } from '../model';
import { Icon } from '../shared/icons';
import { useParameter } from '../shared/params';
import { addressOf, follow } from '../shared/route';
import { VirtualTable } from '../shared/VirtualTable';
import { ask, traceAt } from '../telemetry/run';
import { useAnswer } from '../telemetry/useAnswer';
import { download, toCsv } from './csv';
import type { Example, QueryAnswer, Table, Value } from './model';

const mostRows = 100_000;

/** Questions in SQL over everything that the run holds. */
export function QueryPage() {
  const [sql, setSql] = useParameter('sql');
  const [text, setText] = useState(sql);
  const [answer, setAnswer] = useState<QueryAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [took, setTook] = useState(0);
  const abort = useRef<AbortController | null>(null);
  const tables = useAnswer<{ items: Table[] }>(ask('/api/query/tables'));
  const examples = useAnswer<{ items: Example[] }>(ask('/api/query/examples'));

  const run = async (question: string) => {
    if (!question.trim())
      return;
    setSql(question);
    abort.current?.abort();
    const mine = abort.current = new AbortController();
    const start = performance.now();
    setAsking(true);
    setProblem(null);
    try {
      const reply = await fetch(ask('/api/query', { limit: mostRows }), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sql: question }), signal: mine.signal });
      if (reply.ok)
        setAnswer(await reply.json() as QueryAnswer);
      else
        setProblem((await reply.json() as Problem).detail);
    } catch {
      if (!mine.signal.aborted)
        setProblem('The application cannot be reached.');
    }
    if (abort.current === mine) {
      setTook(performance.now() - start);
      setAsking(false);
    }
  };
  useEffect(() => {
    void run(sql); // The address holds the question: a link to it leads to its answer.
    return () => abort.current?.abort();
  }, []);
  const choose = (question: string) => {
    setText(question);
    void run(question);
  };

  return (
    <div class="query">
      <aside class="meters" aria-label="Examples and tables">
        <h2>Examples</h2>
        <ul class="tree">{examples.value?.items.map(example => <li key={example.title}><button onClick={() => choose(example.sql)}>{example.title}</button></li>)}</ul>
        <h2>Tables</h2>
        <ul class="tree">
          {tables.value?.items.map(table => (
            <li key={table.name}>
              <button title={table.description} onClick={() => choose(`SELECT * FROM ${table.name} LIMIT 100`)}>{table.name}</button>
              <p class="columns">{table.columns.join(', ')}</p>
            </li>
          ))}
        </ul>
        {tables.problem && <p class="dim">{tables.problem}</p>}
      </aside>
      <section class="overview" aria-label="Query">
        <form class="question" onSubmit={event => {
          event.preventDefault();
          void run(text);
        }}>
          <textarea aria-label="Question in SQL" spellcheck={false} rows={5} placeholder="SELECT service, count(*) FROM spans GROUP BY service" value={text} onInput={event => setText(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                void run(text);
              }
            }} />
          <div class="toolbar">
            <button class="primary" disabled={asking} title="Ctrl+Enter">{asking ? 'Asking…' : 'Ask'}</button>
            {answer && !problem && <span class="dim" role="status">{answer.rows.length.toLocaleString()} rows{!answer.isComplete && ', and more that are not shown'} in {took.toFixed(0)} ms</span>}
            <span class="spacer" />
            {answer && answer.rows.length > 0 && <button type="button" class="command" onClick={() => download('query.csv', toCsv(answer))}><Icon name="download" />CSV</button>}
          </div>
        </form>
        {problem && <p class="problem" role="alert">{problem}</p>}
        {answer && !problem && <Result answer={answer} />}
      </section>
    </div>
  );
}

function Result({ answer: { columns, rows } }: { answer: QueryAnswer }) {
  const [order, setOrder] = useState<{ column: number; falling: boolean } | null>(null);
  useEffect(() => setOrder(null), [columns.join()]);
  const sorted = useMemo(() => order ? rows.toSorted((a, b) => compare(a[order.column]!, b[order.column]!) * (order.falling ? -1 : 1)) : rows, [rows, order]);
  const widths = useMemo(() => columns.map((name, column) => Math.min(420, Math.max(72, 24 + 7.5 * Math.max(name.length + 2, ...rows.slice(0, 200).map(row => textOf(row[column]!).length))))), [rows]);
  return (
    <VirtualTable label="Answer" className="answer" width={widths.reduce((sum, width) => sum + width, 0)} columns={columns.length} items={sorted} keyOf={(_, index) => index}
      head={<tr>{columns.map((name, column) => (
        <th key={column} scope="col" class={typeof rows[0]?.[column] === 'number' ? 'number' : undefined} style={{ width: `${widths[column]}px` }} aria-sort={order?.column === column ? order.falling ? 'descending' : 'ascending' : undefined}>
          <button class="plain" onClick={() => setOrder({ column, falling: order?.column === column ? !order.falling : typeof rows[0]?.[column] === 'number' })}>{name}{order?.column === column && (order.falling ? ' ↓' : ' ↑')}</button>
        </th>
      ))}</tr>}
      row={(row, index) => <tr key={index}>{row.map((value, column) => <td key={column} class={typeof value === 'number' ? 'number' : undefined} title={textOf(value)}>{cell(columns[column]!, value)}</td>)}</tr>} />
  );
}

function cell(column: string, value: Value) {
  if (column === 'trace_id' && typeof value === 'string') {
    const target = traceAt(value);
    return <a class="mono" href={addressOf(target)} onClick={follow(target)}>{value.slice(0, 12)}</a>;
  }
  return value === null ? <span class="dim">null</span> : textOf(value);
}

const textOf = (value: Value): string => value === null ? '' : String(value);

const compare = (a: Value, b: Value): number =>
  a === null || b === null ? (a === null ? 0 : 1) - (b === null ? 0 : 1) : typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
