// Header fields as a list of lines, in the order in which they came: what every module of the cache reads. Knows names and
// list syntax (RFC 9110 section 5), and the fields of one connection that no cache stores; knows no meaning of any other.

/** Header field lines. Names keep their spelling; they are compared without regard to case (RFC 9110 section 5.1). */
export type Fields = readonly (readonly [name: string, value: string])[];

/** The values of all lines of a field. */
export function linesOf(fields: Fields, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return fields.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}

/** The lines of a field joined as one value (RFC 9110 section 5.3), or undefined where there is none. */
export function fieldOf(fields: Fields, name: string): string | undefined {
  const lines = linesOf(fields, name);
  return lines.length === 0 ? undefined : lines.join(', ');
}

export function hasField(fields: Fields, name: string): boolean {
  return linesOf(fields, name).length > 0;
}

/** The members of a comma-separated list (RFC 9110 section 5.6.1): commas in quoted strings are no commas, empty members are none. */
export function membersOf(value: string): readonly string[] {
  const members: string[] = [];
  let member = '';
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] as string;
    if (quoted && character === '\\') {
      member += character + (value[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (character === '"') quoted = !quoted;
    if (character === ',' && !quoted) {
      members.push(member.trim());
      member = '';
    } else member += character;
  }
  members.push(member.trim());
  return members.filter((each) => each !== '');
}

/** The fields without those named. */
export function withoutFields(fields: Fields, names: readonly string[]): Fields {
  const gone = new Set(names.map((name) => name.toLowerCase()));
  return fields.filter(([name]) => !gone.has(name.toLowerCase()));
}

/** The fields with one of them set to a value, in its old place where it had one. */
export function withField(fields: Fields, name: string, value: string): Fields {
  const wanted = name.toLowerCase();
  const at = fields.findIndex(([each]) => each.toLowerCase() === wanted);
  if (at === -1) return [...fields, [name, value]];
  const rest = withoutFields(fields.slice(at + 1), [name]);
  return [...fields.slice(0, at), [name, value], ...rest];
}

/** Fields about one connection or one hop (RFC 9110 section 7.6.1, RFC 9111 section 3.1): never stored, never forwarded. */
const ONE_HOP = [
  'Connection',
  'Keep-Alive',
  'Proxy-Connection',
  'Proxy-Authenticate',
  'Proxy-Authentication-Info',
  'Proxy-Authorization',
  'TE',
  'Transfer-Encoding',
  'Upgrade',
];

/** The fields without those of the connection they came on, the ones that Connection lists included. */
export function endToEnd(fields: Fields): Fields {
  const listed = membersOf(fieldOf(fields, 'Connection') ?? '');
  return withoutFields(fields, [...ONE_HOP, ...listed]);
}
