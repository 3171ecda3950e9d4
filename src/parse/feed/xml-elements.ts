import { Parser } from 'htmlparser2';

/** An element of an XML file with what it holds. */
export interface XmlElement {
  /** With its prefix: `wp:comment`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own characters, those of its children apart. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** Records hold their fields no deeper; what is deeper counts as theirs. */
const DEEPEST = 8;

/** The outermost elements of this name, in the order of the file. Entities a file declares are not known. */
export function elementsNamed(xml: string, name: string): XmlElement[] {
  const found: OpenElement[] = [];
  const open: OpenElement[] = [];
  let deeper = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (open.length === 0 && tag !== name) return;
        if (open.length >= DEEPEST) deeper++;
        else {
          const element = { name: tag, attributes, children: [], text: '' };
          (open.at(-1)?.children ?? found).push(element);
          open.push(element);
        }
      },
      ontext(characters) {
        const element = open.at(-1);
        if (element) element.text += characters;
      },
      onclosetag() {
        if (deeper > 0) deeper--;
        else open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

/** The characters of an element's first child of this name, trimmed; null for none, or for blank ones. */
export function fieldOf(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text.trim() || null;
}
