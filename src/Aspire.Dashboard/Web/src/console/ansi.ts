/** The look of a run of characters, as escape sequences set it (ECMA-48, SGR). */
export interface Style {
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  inverse?: boolean;
  strike?: boolean;
  /** 0–15: a colour of the theme. Otherwise CSS. */
  color?: number | string;
  background?: number | string;
}

export interface Run {
  text: string;
  style: Style;
}

// eslint-disable-next-line no-control-regex
const escapes = /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\-_]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** Takes a line apart. The style that it ends in is where the next line begins. */
export function parseAnsi(line: string, from: Style): { runs: Run[]; style: Style } {
  // A progress bar draws over itself: what was drawn last counts.
  const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line;
  const text = trimmed.slice(trimmed.lastIndexOf('\r') + 1);

  const runs: Run[] = [];
  let style = from;
  let end = 0;
  for (const match of text.matchAll(escapes)) {
    if (match.index > end)
      runs.push({ text: text.slice(end, match.index), style });
    end = match.index + match[0].length;
    if (match[2] === 'm')
      style = apply(style, (match[1] ?? '').split(/[;:]/).map(Number));
  }
  if (end < text.length)
    runs.push({ text: text.slice(end), style });
  return { runs, style };
}

function apply(from: Style, codes: number[]): Style {
  let style = { ...from };
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    switch (code) {
      case 0: style = {}; break;
      case 1: style.bold = true; break;
      case 2: style.dim = true; break;
      case 3: style.italic = true; break;
      case 4: style.underline = true; break;
      case 7: style.inverse = true; break;
      case 9: style.strike = true; break;
      case 22: delete style.bold; delete style.dim; break;
      case 23: delete style.italic; break;
      case 24: delete style.underline; break;
      case 27: delete style.inverse; break;
      case 29: delete style.strike; break;
      case 39: delete style.color; break;
      case 49: delete style.background; break;
      case 38:
      case 48: {
        const [color, used] = extended(codes, at + 1);
        at += used;
        if (color !== undefined)
          style[code === 38 ? 'color' : 'background'] = color;
        break;
      }
      default:
        if (code >= 30 && code <= 37) style.color = code - 30;
        else if (code >= 90 && code <= 97) style.color = code - 90 + 8;
        else if (code >= 40 && code <= 47) style.background = code - 40;
        else if (code >= 100 && code <= 107) style.background = code - 100 + 8;
    }
  }
  return style;
}

/** A colour of 256 (5;n) or a true one (2;r;g;b), and how many numbers it took. */
function extended(codes: number[], at: number): [number | string | undefined, number] {
  if (codes[at] === 5)
    return [paletteColor(codes[at + 1] ?? 0), 2];
  if (codes[at] === 2)
    return [`rgb(${codes[at + 1] ?? 0} ${codes[at + 2] ?? 0} ${codes[at + 3] ?? 0})`, 4];
  return [undefined, 1];
}

function paletteColor(index: number): number | string {
  if (index < 16)
    return index;
  if (index >= 232) {
    const gray = (index - 232) * 10 + 8;
    return `rgb(${gray} ${gray} ${gray})`;
  }
  const level = (value: number) => value === 0 ? 0 : value * 40 + 55;
  const cube = index - 16;
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`;
}
