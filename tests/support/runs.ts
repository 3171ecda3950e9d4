/** How often a property is tried: as often as it says, or as often as FUZZ_RUNS says. */
export const runs = (usually: number): number => Number(process.env.FUZZ_RUNS ?? usually);

/** How large a page is that only its size makes hard, in characters: a megabyte where properties are tried often, else a fifth. */
export const LARGE = process.env.FUZZ_RUNS ? 1_000_000 : 200_000;

/** How long a property may take that works on a database, in milliseconds: as long as it needs where it is tried often. */
export const PATIENCE = process.env.FUZZ_RUNS ? 3_600_000 : 300_000;
