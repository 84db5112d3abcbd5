import type { LogLine } from '../model';
import { preciseTime, fullTime } from '../shared/time';
import { hueOf } from '../telemetry/format';
import { parseAnsi, type Run, type Style } from './ansi';
import { showMatches } from './matches';

export interface LogState {
  lines: number;
  /** Lines that came while the reader looked further up. */
  unseen: number;
  following: boolean;
  /** Lines too old to be kept in the page. */
  dropped: number;
  matches: number;
  /** The match gone to last, from 1. */
  match: number;
}

const linesPerChunk = 100;
const mostLines = 20_000;

/**
 * Draws a console. Lines are appended to the document directly, in chunks that the browser lays out only where they are seen,
 * so that thousands of lines a second and tens of thousands in the page stay quick.
 */
export class LogView {
  private lines: { text: string; element: HTMLElement }[] = [];
  private pending: LogLine[] = [];
  /** Where the style of each console stands: what one colours does not colour the others. */
  private styles = new Map<string, Style>();
  private frame = 0;
  private held = false;
  private query = '';
  private found: number[] = [];
  private lastTop = 0;
  private readonly content = document.createElement('div');
  private readonly resized = new ResizeObserver(() => this.keepUp());
  private state: LogState = { lines: 0, unseen: 0, following: true, dropped: 0, matches: 0, match: 0 };

  constructor(private readonly frameElement: HTMLElement, private readonly onState: (state: LogState) => void) {
    frameElement.append(this.content);
    frameElement.addEventListener('scroll', this.onScroll, { passive: true });
    this.resized.observe(this.content);
    this.resized.observe(frameElement);
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    this.frameElement.removeEventListener('scroll', this.onScroll);
    this.content.remove();
    showMatches([], '', null);
  }

  clear(): void {
    this.content.replaceChildren();
    this.lines = [];
    this.pending = [];
    this.styles.clear();
    this.find();
    this.change({ lines: 0, unseen: 0, dropped: 0 });
  }

  append(lines: LogLine[]): void {
    for (const line of lines)
      this.pending.push(line);
    if (this.held)
      return;
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  /** While it is held, lines are kept but not drawn. */
  hold(held: boolean): void {
    this.held = held;
    if (!held && this.pending.length > 0)
      this.frame ||= requestAnimationFrame(() => this.draw());
  }

  followNewest(): void {
    this.change({ following: true, unseen: 0 });
    this.keepUp();
  }

  search(query: string): void {
    this.query = query.toLowerCase();
    this.find();
    if (this.found.length > 0)
      this.goToMatch(this.found.length);
    else
      this.change({ match: 0 });
  }

  /** Goes on to the next match (1) or back to the one before (-1), around the ends. */
  step(direction: 1 | -1): void {
    const count = this.found.length;
    if (count > 0)
      this.goToMatch((this.state.match - 1 + direction + count) % count + 1);
  }

  private draw(): void {
    this.frame = 0;
    const lines = this.pending.slice(-mostLines);
    this.pending = [];
    for (const line of lines)
      this.drawLine(line);
    this.dropOld();
    if (this.query)
      this.find();
    this.change({
      lines: this.lines.length,
      unseen: this.state.following ? 0 : this.state.unseen + lines.length,
    });
    this.keepUp();
  }

  private drawLine(line: LogLine): void {
    let chunk = this.content.lastElementChild;
    if (!chunk || chunk.childElementCount >= linesPerChunk) {
      chunk = document.createElement('div');
      chunk.className = 'chunk';
      this.content.append(chunk);
    }
    const who = line.resource ?? '';
    const { runs, style } = parseAnsi(line.text, this.styles.get(who) ?? {});
    this.styles.set(who, style);

    const element = document.createElement('div');
    element.className = line.isError ? 'line error' : 'line';
    if (line.timestamp) {
      const time = document.createElement('time');
      time.dateTime = line.timestamp;
      time.title = fullTime(line.timestamp);
      time.textContent = preciseTime(line.timestamp);
      element.append(time);
    }
    if (who) {
      const name = document.createElement('span');
      name.className = `who ${hueOf(who)}`;
      name.textContent = name.title = who;
      element.append(name);
    }
    const text = document.createElement('span');
    text.className = 'text';
    for (const run of runs)
      appendRun(text, run);
    element.append(text);
    chunk.append(element);
    this.lines.push({ text: runs.map(run => run.text).join('').toLowerCase(), element: text });
  }

  private dropOld(): void {
    while (this.lines.length > mostLines + linesPerChunk) {
      const first = this.content.firstElementChild!;
      this.lines.splice(0, first.childElementCount);
      this.change({ dropped: this.state.dropped + first.childElementCount });
      first.remove();
    }
  }

  private find(): void {
    this.found = this.query ? this.lines.flatMap((line, index) => line.text.includes(this.query) ? [index] : []) : [];
    showMatches(this.found.map(index => this.lines[index]!.element), this.query, null);
    this.change({ matches: this.found.length, match: Math.min(this.state.match, this.found.length) });
  }

  private goToMatch(match: number): void {
    const { element } = this.lines[this.found[match - 1]!]!;
    this.change({ match, following: false });
    element.scrollIntoView({ block: 'center' });
    showMatches(this.found.map(index => this.lines[index]!.element), this.query, element);
  }

  // Heights of chunks not yet seen are estimates, so this is called again whenever the browser learns better.
  private keepUp(): void {
    if (this.state.following)
      this.frameElement.scrollTop = this.frameElement.scrollHeight;
  }

  // Only the user scrolls up; that stops the following. Scrolling down to the end takes it up again.
  private readonly onScroll = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.frameElement;
    const atEnd = scrollHeight - scrollTop - clientHeight < 24;
    const following = atEnd || (this.state.following && scrollTop >= this.lastTop);
    this.lastTop = scrollTop;
    if (following !== this.state.following)
      this.change({ following, unseen: following ? 0 : this.state.unseen });
  };

  private change(what: Partial<LogState>): void {
    this.state = { ...this.state, ...what };
    this.onState(this.state);
  }
}

const link = /https?:\/\/[^\s"'<>()[\]{}]+[^\s"'<>()[\]{}.,;:!?]/g;

function appendRun(parent: HTMLElement, { text, style }: Run): void {
  const plain = Object.keys(style).length === 0;
  let target: HTMLElement = parent;
  if (!plain) {
    target = document.createElement('span');
    dress(target, style);
    parent.append(target);
  }
  let end = 0;
  for (const match of text.matchAll(link)) {
    target.append(text.slice(end, match.index));
    const anchor = document.createElement('a');
    anchor.href = anchor.textContent = match[0];
    anchor.target = '_blank';
    anchor.rel = 'noreferrer noopener';
    target.append(anchor);
    end = match.index + match[0].length;
  }
  target.append(text.slice(end));
}

function dress(element: HTMLElement, style: Style): void {
  for (const name of ['bold', 'dim', 'italic', 'underline', 'inverse', 'strike'] as const)
    if (style[name])
      element.classList.add(`ansi-${name}`);
  if (typeof style.color === 'number')
    element.classList.add(`ansi-${style.color}`);
  else if (style.color) {
    element.classList.add('ansi-own');
    element.style.setProperty('--own', style.color);
  }
  if (typeof style.background === 'number')
    element.classList.add(`ansi-on-${style.background}`);
  else if (style.background)
    element.style.backgroundColor = style.background;
}
