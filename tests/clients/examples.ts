import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { queryOf } from '../../explorer/share/query-text.ts';
import { LANGUAGES, type Language } from '../../explorer/share/snippets.ts';
import { START } from '../../explorer/state/address.ts';
import type { Finding, Gate } from './gate.ts';
import { inScratch } from './typed.ts';

const top = join(import.meta.dirname, '../..');
const execute = promisify(execFile);

/** An example, what it needs, and what it must say on the bundled pages. */
interface Example {
  readonly name: string;
  readonly command: (scratch: string, server: string) => readonly [string, ...string[]];
  /** Ends well where the example can be run. */
  readonly needs: readonly [string, ...string[]];
  readonly says: RegExp;
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'curl.sh',
    needs: ['curl', '--version'],
    command: (scratch) => ['sh', join(top, 'examples/curl.sh'), scratch],
    says: /^report:review-of-drugs-part-two,.*,\d+$[\s\S]*"exact":[\s\S]*citations\.csv: [1-9]\d+ lines/m,
  },
  {
    name: 'python/trail.py',
    needs: ['python3', '--version'],
    command: () => ['python3', join(top, 'examples/python/trail.py')],
    says: /cited by 5 posts:\n[\s\S]*Rain Falls on Probation Parade[\s\S]*\[.*Carol Black.*\]/,
  },
  {
    name: 'python/networkx_graph.py',
    needs: ['python3', '-c', 'import networkx'],
    command: () => ['python3', join(top, 'examples/python/networkx_graph.py')],
    says: /documents, \d+ relations/,
  },
  {
    name: 'python/pandas_tables.py',
    needs: ['python3', '-c', 'import pandas, pyarrow'],
    command: () => ['python3', join(top, 'examples/python/pandas_tables.py')],
    says: /Review of Drugs part two/,
  },
  {
    name: 'r/citations.R',
    needs: ['Rscript', '--version'],
    command: () => ['Rscript', join(top, 'examples/r/citations.R')],
    says: /citations of reports by posts/,
  },
  {
    name: 'both graph files in NetworkX, with what the manifest counts',
    needs: ['python3', '-c', 'import networkx'],
    command: () => ['python3', join(import.meta.dirname, 'networkx_reads.py')],
    says: /^6251 nodes, 4058 edges\n$/,
  },
  ...(['curl', 'Python', 'R'] as const).map((language) => copied(language)),
  {
    name: 'typescript/main.ts',
    needs: [process.execPath, '--version'],
    command: (scratch) => [process.execPath, join(inScratch(scratch, 'typescript'), 'main.ts')],
    says: /Review of Drugs part two.*: 5 posts cite it[\s\S]* cites /,
  },
];

/** What the explorer gives to be pasted, run as it is pasted. */
function copied(language: Exclude<Language, 'GraphQL'>): Example {
  const program = { curl: 'sh', Python: 'python3', R: 'Rscript' }[language];
  return {
    name: `the explorer’s program in ${language}`,
    needs: [language === 'curl' ? 'curl' : program, '--version'],
    command(scratch, server) {
      const file = join(scratch, 'copied');
      const query = queryOf({ ...START, at: 'report:review-of-drugs-part-two', years: [2021, 2021] });
      writeFileSync(file, LANGUAGES[language](query, `${server}/graphql`));
      return [program, file];
    },
    says: /Review of Drugs part two[\s\S]*totalCount/,
  };
}

/** The examples, run as they stand; those whose programs are not on this machine are skipped, and said to be. */
export function examples(url: string): Gate {
  const server = new URL(url).origin;
  return {
    title: 'Examples',
    findings: () => Promise.all(EXAMPLES.map((example) => runExample(example, server))),
  };
}

async function runExample({ name, command, needs, says }: Example, server: string): Promise<Finding> {
  const [program, ...options] = needs;
  try {
    execFileSync(program, options, { stdio: 'ignore' });
  } catch {
    return { name, skipped: `\`${needs.join(' ')}\` does not run here` };
  }
  const scratch = mkdtempSync(join(tmpdir(), 'citetrail-example-'));
  try {
    const [run, ...given] = command(scratch, server);
    const { stdout } = await execute(run, given, {
      cwd: scratch,
      env: { ...process.env, CITETRAIL_URL: server },
    });
    return says.test(stdout) ? { name } : { name, fault: `It said:\n${stdout}` };
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return { name, fault: stderr || message };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
