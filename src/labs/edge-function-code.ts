// The functions that the edge functions lab has at hand: four that are worth running at an edge, and three that fail, each as
// a person would write it in a file of its own.

export const FUNCTIONS = {
  geo: `// A page for each country, so that the edge can keep one of each.
export default function (request) {
  return { target: request.path + '?country=' + request.country };
}
`,
  ab: `// Half of the visitors get the new page. Who was in a bucket once stays there.
export default function (request) {
  const known = request.cookies.bucket;
  const bucket = known === 'a' || known === 'b' ? known : hash(request.cookies.visitor || '') % 2 === 0 ? 'a' : 'b';
  const responseHeaders = known === bucket ? {} : { 'Set-Cookie': 'bucket=' + bucket + '; Path=/; Max-Age=2592000' };
  return { target: request.path + '?bucket=' + bucket, responseHeaders };
}

function hash(text) {
  let sum = 2166136261;
  for (const character of text) sum = Math.imul(sum ^ character.codePointAt(0), 16777619) >>> 0;
  return sum;
}
`,
  redirect: `// From the front door to the page in the language of the country.
const LANGUAGES = { DE: 'de', AT: 'de', FR: 'fr' };
export default function (request) {
  if (request.path !== '/') return;
  const language = LANGUAGES[request.country] || 'en';
  return { status: 302, headers: { Location: '/' + language + '/page', 'Cache-Control': 'private, no-store' } };
}
`,
  auth: `// Nobody without a token comes further. (A real one verifies a signature.)
export default function (request) {
  if (request.headers.authorization === 'Bearer letmein') return { headers: { Authorization: null } };
  return { status: 401, headers: { 'WWW-Authenticate': 'Bearer' }, body: 'Log in first.' };
}
`,
  loop: `export default function () {
  while (true);
}
`,
  memory: `export default function () {
  const all = [];
  while (true) all.push(new Array(1000).fill(all.length));
}
`,
  throw: `export default function (request) {
  return { target: request.session.user };
}
`,
} as const;

export type FunctionName = keyof typeof FUNCTIONS;
