// A content folder as the JSON that the build ships: read, parsed, nothing judged. Build time only.
import type { Result } from '../lib/problem.ts';
import { parseContent } from './parse.ts';
import { readContentFolder } from './read.ts';
import type { Content } from './schema.ts';

/** Reads and parses a content folder; problems carry file and line. */
export async function compileContent(folder: string): Promise<Result<Content>> {
  return parseContent(await readContentFolder(folder));
}
