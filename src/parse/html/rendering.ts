/** Markup → plain text: every word where a reader sees it, and every element with its place in that text. */
import { Parser } from 'htmlparser2';
import { PageError } from '../../errors.ts';
import type { Span } from '../span.ts';

/** An element of rendered markup, with the elements inside it. */
export interface RenderedElement {
  /** In lower case. */
  readonly tag: string;
  /** Empty where it has none. */
  readonly id: string;
  readonly classes: readonly string[];
  /** As written, entities decoded; names in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** In page order; none for an element that is not shown. */
  readonly children: readonly RenderedElement[];
  /** From its first to its last word in the rendered text; empty for an element without a word. */
  readonly span: Span;
  /** The characters inside an element that is not shown, such as a title or a script; empty for all others. */
  readonly unshown: string;
}

/** How much markup is taken in, beyond which it is refused. */
export interface RenderingLimits {
  /** Elements inside one another. */
  readonly depth: number;
  /** Elements of the whole rendering. */
  readonly elements: number;
}

const LIMITS: RenderingLimits = { depth: 512, elements: 200_000 };

/** Elements that a browser shows no words of, or only words that are for working the page. */
const UNSHOWN = new Set(
  (
    'audio button canvas datalist iframe math nav noembed noframes noscript object script select style svg ' +
    'template textarea title video'
  ).split(' '),
);
/** Elements with an empty line before and after. */
const APART = new Set(
  (
    'article aside blockquote dl fieldset figure footer h1 h2 h3 h4 h5 h6 header hr main ol p pre section ' +
    'table ul'
  ).split(' '),
);
/** Elements on lines of their own. */
const BLOCKS = new Set(
  (
    'address body caption center dd details dialog div dt figcaption form head html legend li nav optgroup summary ' +
    'tbody td tfoot th thead tr'
  ).split(' '),
);

/** More line breaks in a row say no more than these: two texts stand apart. */
const MOST_LINE_BREAKS = 3;

interface OpenElement extends RenderedElement {
  readonly children: OpenElement[];
  span: Span;
  unshown: string;
}

/**
 * A text that grows by what is appended, each piece a paragraph of its own. White space is collapsed as
 * browsers do, outside `pre`; blocks end lines, paragraphs stand apart. Linear in what is appended.
 */
export class Rendering {
  readonly #limits: RenderingLimits;
  readonly #open: OpenElement[] = [];
  #text = '';
  #elements = 0;
  /** What the last markup left open: from the outermost element on. */
  #left: readonly string[] = [];
  /** The outermost of the open elements that are not shown. */
  #unshown: OpenElement | null = null;
  /** How many of the open elements are preformatted. */
  #pre = 0;
  /** How many of the open elements, from the outermost, hold a word already. */
  #begun = 0;
  /** Line breaks and space due before the next word. */
  #breaks = 0;
  #space = false;
  /** Whether something stands on the line that a block would have to end. */
  #onLine = false;

  constructor(limits: Partial<RenderingLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** What has been rendered so far: well-formed, without NUL. */
  get text(): string {
    return this.#text;
  }

  /** The tags of the elements that the last markup did not close, the outermost first. */
  get left(): readonly string[] {
    return this.#left;
  }

  /** Appends plain words, as they are but for the white space around them. */
  append(words: string): Span {
    this.#standApart();
    const start = this.#write(words.trim());
    this.#standApart();
    return { start, end: this.#text.length };
  }

  /** Appends the words of markup, whole or a fragment, well-formed or not; the root's tag is empty. */
  appendHtml(html: string): RenderedElement {
    const root = element('', {});
    this.#standApart();
    this.#open.push(root);
    const parser = new Parser({
      onopentag: (tag, attributes) => this.#openElement(tag, attributes),
      ontext: (characters) => this.#render(characters),
      // A tag that the markup breaks off in is closed without having been opened.
      onclosetag: () => this.#open.length > 1 && this.#closeElement(),
    });
    parser.write(html);
    this.#left = this.#open.slice(1).map(({ tag }) => tag);
    parser.end();
    this.#closeElement();
    this.#standApart();
    return root;
  }

  #openElement(tag: string, attributes: Record<string, string>): void {
    const { depth, elements } = this.#limits;
    if (this.#open.length > depth) {
      throw new PageError(`The page has elements nested more than ${depth} deep; expected at most ${depth}.`);
    }
    if (++this.#elements > elements) {
      throw new PageError(`The page has more than ${elements} elements; expected at most ${elements}.`);
    }
    const opened = element(tag, attributes);
    if (!this.#unshown) {
      this.#open.at(-1)!.children.push(opened);
      this.#breakAround(opened);
      if (tag === 'br') this.#breakLine();
      if (isUnshown(opened)) this.#unshown = opened;
    }
    if (tag === 'pre') this.#pre++;
    this.#open.push(opened);
  }

  #closeElement(): void {
    const closed = this.#open.pop()!;
    const hasWords = this.#begun > this.#open.length;
    const end = this.#text.length;
    closed.span = { start: hasWords ? closed.span.start : end, end };
    this.#begun = Math.min(this.#begun, this.#open.length);
    if (closed.tag === 'pre') this.#pre--;
    if (this.#unshown === closed) this.#unshown = null;
    if (!this.#unshown) this.#breakAround(closed);
  }

  #breakAround({ tag }: RenderedElement): void {
    if (APART.has(tag)) this.#standApart();
    else if (BLOCKS.has(tag)) this.#endLine();
  }

  #render(characters: string): void {
    if (this.#unshown) this.#unshown.unshown += characters;
    else if (this.#pre > 0) this.#renderLines(characters);
    else this.#renderWords(characters);
  }

  #renderLines(characters: string): void {
    for (const [i, line] of characters.split(/\r\n|[\r\n]/).entries()) {
      if (i > 0) this.#breakLine();
      this.#write(line);
    }
  }

  #renderWords(characters: string): void {
    const collapsed = characters.replace(/[ \t\n\f\r]+/g, ' ');
    const words = collapsed.slice(
      collapsed.startsWith(' ') ? 1 : 0,
      collapsed.endsWith(' ') ? -1 : undefined,
    );
    if (collapsed.startsWith(' ')) this.#space = true;
    // A line does not begin with a no-break space, but one alone makes it a line.
    const beginsLine = this.#breaks > 0 || this.#text === '';
    this.#write(beginsLine ? words.trimStart() : words);
    if (words !== '') this.#onLine = true;
    if (collapsed.endsWith(' ')) this.#space = true;
  }

  /** Writes characters, with what is due before them; tells where they begin. */
  #write(characters: string): number {
    if (characters === '') return this.#text.length;
    if (this.#text !== '')
      this.#text += this.#breaks > 0 ? '\n'.repeat(this.#breaks) : this.#space ? ' ' : '';
    const start = this.#text.length;
    this.#text += characters.replaceAll('\0', '\uFFFD').toWellFormed();
    if (characters.trim() !== '') this.#beginOpen(start);
    this.#breaks = 0;
    this.#space = false;
    this.#onLine = true;
    return start;
  }

  /** Notes where the first word stands of all open elements that had none. */
  #beginOpen(start: number): void {
    for (; this.#begun < this.#open.length; this.#begun++) {
      this.#open[this.#begun]!.span = { start, end: start };
    }
  }

  #breakLine(): void {
    this.#breaks = Math.min(this.#breaks + 1, MOST_LINE_BREAKS);
    this.#space = false;
    this.#onLine = false;
  }

  #endLine(): void {
    if (this.#onLine) this.#breakLine();
  }

  #standApart(): void {
    this.#endLine();
    this.#breaks = Math.max(this.#breaks, 2);
  }
}

function element(tag: string, attributes: Record<string, string>): OpenElement {
  return {
    tag,
    id: attributes.id ?? '',
    classes: attributes.class?.split(/\s+/) ?? [],
    attributes,
    children: [],
    span: { start: 0, end: 0 },
    unshown: '',
  };
}

/** Whether no words inside an element are shown. */
function isUnshown({ tag, attributes }: RenderedElement): boolean {
  return UNSHOWN.has(tag) || 'hidden' in attributes;
}
