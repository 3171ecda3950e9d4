/** A node of a statement's plan, as `explain (analyze, format json)` gives it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  /** What it gives, with `verbose`. */
  readonly Output?: readonly string[];
  readonly Plans?: readonly PlanNode[];
}

/** How rows of a table were read: by which kinds of scan, and how many in all, those passed over included. */
export function scansOf(
  table: string,
  { Plans = [], ...node }: PlanNode,
): { types: Set<string>; rows: number } {
  const scans = Plans.map((plan) => scansOf(table, plan));
  const here = node['Relation Name'] === table && node['Actual Loops'] > 0;
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return {
    types: new Set([...(here ? [node['Node Type']] : []), ...scans.flatMap(({ types }) => [...types])]),
    rows: (here ? rows : 0) + scans.reduce((sum, { rows }) => sum + rows, 0),
  };
}
