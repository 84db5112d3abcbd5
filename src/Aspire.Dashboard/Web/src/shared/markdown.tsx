import type { ComponentChildren } from 'preact';

/**
 * The part of Markdown that messages use: paragraphs, lists, headings, code, bold, italics and links. It becomes elements,
 * never HTML, so that a text can do nothing but be read; a link leads to http, https or a path of this page alone.
 */
export function Markdown({ text }: { text: string }) {
  return <div class="markdown">{blocksOf(text).map(block)}</div>;
}

/** A text as its author wants it read. */
export function Text({ text, isMarkdown }: { text: string; isMarkdown: boolean }) {
  return isMarkdown ? <Markdown text={text} /> : <p class="plain">{text}</p>;
}

type Block = { kind: 'paragraph' | 'heading' | 'code' | 'bullets' | 'numbers'; lines: string[] };

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let code = false;
  const add = (kind: Block['kind'], line: string) => {
    if (open?.kind !== kind || kind === 'heading')
      blocks.push(open = { kind, lines: [] });
    open.lines.push(line);
  };
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*```/.test(line)) {
      code = !code;
      open = null;
    } else if (code) {
      add('code', line);
    } else if (line.trim() === '') {
      open = null;
    } else if (/^#{1,6}\s/.test(line)) {
      add('heading', line.replace(/^#+\s+/, ''));
    } else if (/^\s*[-*+]\s/.test(line)) {
      add('bullets', line.replace(/^\s*[-*+]\s+/, ''));
    } else if (/^\s*\d+[.)]\s/.test(line)) {
      add('numbers', line.replace(/^\s*\d+[.)]\s+/, ''));
    } else {
      add('paragraph', line);
    }
  }
  return blocks;
}

function block({ kind, lines }: Block, key: number) {
  switch (kind) {
    case 'code': return <pre key={key} tabIndex={0}>{lines.join('\n')}</pre>;
    case 'bullets': return <ul key={key}>{lines.map((line, i) => <li key={i}>{inline(line)}</li>)}</ul>;
    case 'numbers': return <ol key={key}>{lines.map((line, i) => <li key={i}>{inline(line)}</li>)}</ol>;
    case 'heading': return <p key={key}><strong>{inline(lines[0]!)}</strong></p>;
    case 'paragraph': return <p key={key}>{inline(lines.join(' '))}</p>;
  }
}

const marks = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\b_([^_\s][^_]*)_\b|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?'"])/g;

function inline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    const [whole, code, label, target, bold, italic, alsoItalic, address] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (code)
      parts.push(<code>{code}</code>);
    else if (label && target)
      parts.push(<Link to={target}>{label}</Link>);
    else if (bold)
      parts.push(<strong>{inline(bold)}</strong>);
    else if (italic || alsoItalic)
      parts.push(<em>{inline((italic || alsoItalic)!)}</em>);
    else if (address)
      parts.push(<Link to={address}>{address}</Link>);
  }
  parts.push(text.slice(end));
  return parts;
}

export function Link({ to, children }: { to: string; children: ComponentChildren }) {
  const isSafe = /^https?:\/\//i.test(to) || /^\/(?![/\\])/.test(to);
  return isSafe ? <a href={to} target="_blank" rel="noreferrer noopener">{children}</a> : <>{children}</>;
}
