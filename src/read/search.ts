import DataLoader from 'dataloader';
import { RequestError } from '../errors.ts';
import type { EntityKind } from '../model/entities.ts';
import { rowsOf, type Statements } from '../store/database.ts';
import type { EntityRow } from './entity-row.ts';
import type { Group } from './group-statement.ts';
import {
  countStatement,
  extentStatement,
  type FoundRow,
  foundStatement,
  groupsStatement,
  matchingStatement,
  occurringStatement,
  type Term,
  termsStatement,
  type Wanted,
} from './search-statements.ts';
import { type Snippet, snippetOf, wordsOf } from './snippet.ts';
import { meantBy, type Spelling } from './spelling.ts';
import {
  cursorFor,
  type PageArguments,
  type PageLimits,
  type PageOf,
  type Window,
  windowOf,
} from './window.ts';

/** The longest query, in characters. */
const LONGEST_QUERY = 200;

const ORDER = { name: 'SEARCH_RANK', by: 'rank', ids: 1 } as const;

/** What a client searches for. */
export interface SearchArguments extends Pick<PageArguments, 'first' | 'after'> {
  readonly query: string;
  readonly types?: readonly EntityKind[] | null | undefined;
}

/** Where words that were searched for stand in an entity. */
export interface SearchMatch extends Snippet {
  readonly field: 'name' | 'alias' | 'summary' | 'body';
}

/** A word of a query that occurs nowhere, folded, and those that it was taken for. */
export interface Guess {
  readonly word: string;
  readonly takenFor: readonly string[];
}

/** One search as asked for. It reads nothing until it is asked for rows or their number. */
export class Search {
  readonly #statements: Statements;
  readonly #query: string;
  readonly #types: readonly EntityKind[] | null;
  readonly #weighed: number;
  readonly #window: Window;
  readonly #matching = new DataLoader((lists: readonly (readonly string[])[]) => this.#readMatching(lists));
  #meaning: Promise<Meaning | null> | undefined;
  #page: Promise<PageOf<FoundRow>> | undefined;

  /** Throws RequestError with BAD_RANGE or BAD_CURSOR when the arguments make no sense. */
  constructor(
    statements: Statements,
    { query, types, first, after }: SearchArguments,
    limits: PageLimits,
    weighed: number,
  ) {
    const length = [...query].length;
    if (length > LONGEST_QUERY) {
      throw new RequestError(
        'BAD_RANGE',
        `\`query\` has ${length} characters; expected at most ${LONGEST_QUERY}.`,
      );
    }
    this.#statements = statements;
    // The database takes no NUL and no half of a surrogate pair; neither is part of a word.
    this.#query = query.replaceAll('\0', ' ').toWellFormed();
    this.#types = types ?? null;
    this.#weighed = weighed;
    this.#window = windowOf({ first, after }, ORDER, limits);
  }

  /** The page asked for, best first. */
  page(): Promise<PageOf<FoundRow>> {
    this.#page ??= this.#readPage();
    return this.#page;
  }

  /** How many entities have what is searched for. */
  async count(): Promise<number> {
    const meaning = await this.#understand();
    if (!meaning) return 0;
    const [row] = await rowsOf<{ count: number }>(this.#statements, countStatement(meaning.wanted));
    return row!.count;
  }

  /** How many entities of each sort have what is searched for, by keys; the largest groups first. */
  async groups(keys: readonly string[], first: number): Promise<Group[]> {
    const meaning = await this.#understand();
    return meaning ? rowsOf<Group>(this.#statements, groupsStatement(meaning.wanted, keys, first)) : [];
  }

  /** Whether more entities have the words than were weighed, so that the pages end before all were seen. */
  async truncated(): Promise<boolean> {
    return (await this.#understand())?.truncated ?? false;
  }

  /** The words that were taken for others, in the order of the query. */
  async guesses(): Promise<Guess[]> {
    const guessed = (await this.#understand())?.guessed ?? [];
    if (guessed.length === 0) return [];
    const rows = await rowsOf<{ word: string }>(
      this.#statements,
      occurringStatement(guessed.flatMap(({ spellings }) => spellings)),
    );
    const occurring = new Set(rows.map(({ word }) => word));
    return guessed
      .map(({ word, spellings }) => ({
        word,
        takenFor: spellings.map(({ word }) => word).filter((word) => occurring.has(word)),
      }))
      .filter(({ takenFor }) => takenFor.length > 0);
  }

  /** Where an entity that was found has the words: at most one place in each of its fields. */
  async matches(entity: EntityRow, aliases: readonly string[]): Promise<SearchMatch[]> {
    const texts = [
      { field: 'name', options: [entity.name] },
      { field: 'alias', options: aliases },
      { field: 'summary', options: [entity.summary] },
      { field: 'body', options: ['body' in entity ? entity.body : null] },
    ] as const;
    const words = texts.flatMap(({ options }) => options.flatMap((text) => wordsOf(text ?? '')));
    const sought = await this.#matching.load(words);
    return texts.flatMap(({ field, options }) => {
      const [best] = options
        .flatMap((text) => snippetOf(text ?? '', sought) ?? [])
        .sort((one, other) => other.highlights.length - one.highlights.length);
      return best ? [{ field, ...best }] : [];
    });
  }

  async #readPage(): Promise<PageOf<FoundRow>> {
    const { limit, after } = this.#window;
    const meaning = await this.#understand();
    const read = meaning
      ? await rowsOf<{ earlier: boolean } & FoundRow>(
          this.#statements,
          foundStatement(meaning.wanted, limit, after, this.#weighed),
        )
      : [];
    const rows = read.filter(({ id }) => id !== null);
    return {
      rows: rows.slice(0, limit).map((row) => ({ ...row, cursor: cursorFor(ORDER.name, row.place) })),
      hasNextPage: () => rows.length > limit,
      hasPreviousPage: () => read[0]?.earlier ?? false,
    };
  }

  #understand(): Promise<Meaning | null> {
    this.#meaning ??= this.#readMeaning();
    return this.#meaning;
  }

  /** Asks for all words together, and where no entry has them all, for any of them. */
  async #readMeaning(): Promise<Meaning | null> {
    const asked = await rowsOf<Term>(this.#statements, termsStatement(this.#query));
    if (asked.length === 0) return null;
    const read = asked.map((term) => ({ ...term, spellings: meantBy(term.word, term.near) }));
    const guessed = read.filter(({ spellings }) => spellings.length > 0);
    const meant = read.map(({ word, term, spellings }) =>
      spellings.length > 0 ? spellings : [{ word, term }],
    );
    const phrase = meant.map(([first]) => first!.word).join(' ');
    const terms = meant
      .map((spellings) => spellings.map(({ term }) => term).join(' | '))
      .filter((term) => term !== '');
    const any = terms.map((term) => `(${term})`).join(' | ');
    const all = terms.map((term) => `(${term})`).join(' & ');
    const meanings = [
      { phrase, tsquery: all, everyWord: true, types: this.#types },
      { phrase, tsquery: any, everyWord: false, types: this.#types },
    ];
    for (const wanted of meanings) {
      const [row] = await rowsOf<{ some: boolean; many: boolean }>(
        this.#statements,
        extentStatement(wanted, this.#weighed),
      );
      if (row!.some) return { wanted, any, guessed, truncated: row!.many };
    }
    return null;
  }

  /** Looks words up that are asked for together in one statement. */
  async #readMatching(lists: readonly (readonly string[])[]): Promise<ReadonlySet<string>[]> {
    const { any } = (await this.#understand())!;
    const rows = await rowsOf<{ word: string }>(
      this.#statements,
      matchingStatement([...new Set(lists.flat())], any),
    );
    const matching = new Set(rows.map(({ word }) => word));
    return lists.map(() => matching);
  }
}

/** What a query is taken to ask for, and whether that finds more than is weighed. */
interface Meaning {
  readonly wanted: Wanted;
  /** A tsquery for any of the words. */
  readonly any: string;
  /** The words that occur nowhere, with what they were taken for. */
  readonly guessed: readonly { readonly word: string; readonly spellings: readonly Spelling[] }[];
  readonly truncated: boolean;
}
