import { article } from './article.ts';
import { blogPost } from './blog-post.ts';
import { displacedButtons } from './displaced-buttons.ts';
import { forum } from './forum.ts';
import { labelArchive } from './label-archive.ts';
import type { Layout } from './layout.ts';
import { plainText } from './plain-text.ts';
import { substack } from './substack.ts';

/** The layouts of plain text. A new one is a file beside these and a line here; of equals the first wins. */
export const LAYOUTS: readonly Layout[] = [
  labelArchive,
  blogPost,
  displacedButtons,
  substack,
  forum,
  article,
  plainText,
];
