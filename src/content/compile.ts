// A content folder as the JSON that the build ships. Build time only.
import type { Result } from '../lib/problem.ts';
import { parseFiles } from './parse.ts';
import { readContentFolder } from './read.ts';
import type { Content } from './schema.ts';

/** Reads and parses a content folder; problems carry file and line. */
export async function compileContent(folder: string): Promise<Result<Content>> {
  const { files, problems: unread } = await readContentFolder(folder);
  const { content, problems } = parseFiles(files);
  const all = [...unread, ...problems];
  return all.length === 0 ? { ok: true, value: content } : { ok: false, problems: all };
}
