// The tour as a person would take it: what is pressed, what is waited for, where a picture is taken. Runs on the real program.
const KEYS = { down: '\u001b[B', enter: '\r', ctrlC: '\u0003' };

/** The pictures, by file name, with what is to be seen in each. */
export const PICTURES = {
  home: 'The first screen: where one starts, and all that the course holds',
  lab: 'The WebSocket lab: every byte between client and server as it passes, with its log',
  explanation: 'An experiment explained: what was predicted, what was seen on the wire, and why',
  comparison: 'Six transports with one feed, measured, and each usual claim judged',
  cdn: 'The CDN lab: visitors, edges and the way to the origin, with hits and misses',
  decision: 'The decision quiz: ranked options with reasons',
  interview: 'The report of a mock interview, six lines with evidence',
};

/** What is under the cursor. */
const cursorOf = (screen) => /❯ .*$/m.exec(screen)?.[0] ?? '';

/** What a guide can do: look, press, choose what the cursor has to stand on, type into the search. Pauses are seconds for the viewer. */
function guide({ tty, pause }) {
  const press = async (keys, wanted, seconds = 1) => {
    tty.press(keys);
    const screen = await tty.until(wanted);
    pause(seconds);
    return screen;
  };
  /** Moves down to an item and chooses it. */
  const choose = async (item, wanted, seconds = 1) => {
    for (let here = cursorOf(tty.screen()); !item.test(here); ) {
      const before = here;
      here = cursorOf(await press(KEYS.down, (screen) => cursorOf(screen) !== '' && cursorOf(screen) !== before, 0.12));
    }
    return press(KEYS.enter, wanted, seconds);
  };
  const search = async (words, item, wanted, seconds = 1) => {
    await press('/', /topics, lessons, labs/, 0.5);
    for (const letter of words) {
      tty.press(letter);
      pause(0.06);
    }
    await tty.until(item);
    pause(0.8);
    return press(KEYS.enter, wanted, seconds);
  };
  return { press, choose, search };
}

/** The first day, from an empty home. `shoot(name)` takes a picture of what is on the screen. */
export async function firstDay({ tty, pause, shoot }) {
  const { press, choose, search } = guide({ tty, pause });
  await tty.until(/Start here[\s\S]*enter open +↑↓/);
  shoot('home');
  pause(3);

  // A lesson, and a prediction that the wire will not agree with.
  await press(KEYS.enter, /What it is/, 3);
  await press(' ', /[1-9]\d? % +about/, 2);
  await press('G', /100 %/, 1.5);
  await press(KEYS.enter, /enter predict/, 2);
  await press(KEYS.enter, /Which frames will carry a masking key/, 2);
  await choose(/None, since/, /How sure are you/);
  await choose(/I think so/, /Your prediction is locked/, 1.5);
  await press(KEYS.enter, /The run is over[\s\S]*enter say what you saw/, 3);
  await press(KEYS.enter, /Whose data frame came first/, 1.5);
  await choose(/The server's/, /● Explain[\s\S]*It came otherwise[\s\S]*r run again/, 4);
  shoot('explanation');

  // The same wire, freely.
  await search('websocket lab', /❯ WebSocket lab/, /Labs › WebSocket[\s\S]*#3\b/, 0);
  await press('s', /▶│/, 0.5);
  await press('p', /PING[\s\S]*PONG/, 0.5);
  // A frozen picture can be read.
  await press(' ', /space go on/, 3);
  shoot('lab');
  await press(KEYS.enter, /▎3 Frame|3 Frame/, 3);

  await search('side by side', /❯ All transports/, /Labs › All transports/, 0.5);
  await tty.until(/Measured[\s\S]*✓/);
  pause(4);
  shoot('comparison');

  await search('cdn and edge lab', /❯ CDN and edge lab/, /1 page works/, 1);
  for (const pages of [2, 3]) await press('c', new RegExp(`${pages} pages work`), 0.8);
  await press('r', /4 pages work/, 1);
  pause(2);
  shoot('cdn');

  // Requirements in, a recommendation out.
  await search('real-time transport', /❯ .*Real-time transport/, /Question 1 of/, 2);
  await choose(/Only the server/, /Question 2 of/);
  await choose(/Now and then/, /Question 3 of/);
  await choose(/./, /Question 4 of/);
  await press('r', /Why [\s\S]*a ask next/, 4);
  shoot('decision');

  await interview({ tty, press, choose, search });
  shoot('interview');
  pause(5);
  tty.press(KEYS.ctrlC);
  await tty.exited;
}

/** What is chosen in the mock interview; steps come in this order, some only for some choices. */
const ANSWERS = [
  [/What do you choose/, /Server-sent events/],
  [/not to be had/, /Long polling/],
  [/What speaks against/, /One direction is unused|must be written/],
  [/cost you/, /One direction and UTF-8/],
  [/What failed, and what cures/, /A proxy collects/],
  [/would lead to another choice/, /Who sends.*Both sides|Both sides/],
  [/Do you stay, or move/, /Move to WebSocket/],
  [/Which of these carries that answer/, /handshake is paid once/],
];

async function interview({ tty, press, choose, search }) {
  await search('live scores', /❯ Live scores/, /What do you ask\?/, 3);
  await choose(/Who sends after/, /Readers only watch/, 1.5);
  await choose(/Text or binary/, /few hundred bytes/, 1.5);
  await choose(/What may be lost/, /newest is enough/, 1.5);
  await choose(/How soon must/, /What do you choose/, 2);
  await choose(/Server-sent events/, /Which two reasons/, 2);
  const right = /❯ \[ \] .*(pushed the moment|exactly this|reconnects and sends|UTF-8 text, readable|are ordinary responses)/;
  await choose(right, /❯ \[✓\]/);
  await choose(right, /❯ These it is/);
  await press(KEYS.enter, /40,000 readers/, 2);
  await press('40000', />\s+40000/, 0.5);
  let screen = await press(KEYS.enter, (now) => !now.includes('40,000') && now.includes('❯'), 1.5);
  while (!/of 18: /.test(screen)) {
    const before = screen;
    const [, wanted] = ANSWERS.find(([asked]) => asked.test(before)) ?? [/./, /./];
    // Where what is wanted is not offered, the first will do.
    const item = wanted.test(before) ? wanted : /./;
    const question = questionOf(before);
    screen = await choose(item, (now) => /of 18: /.test(now) || (now.includes('❯') && questionOf(now) !== question), 1.5);
  }
  await tty.until(/n next interview/);
}

/** What is asked: the lines between the phases and the options. */
const questionOf = (screen) => screen.slice(screen.indexOf('Clarify ›'), screen.indexOf('❯')).replace(/\n {4}.*/g, '');

/** A day later: what is due, one card of it, and what is remembered. */
export async function secondDay({ tty, pause }) {
  const { press, choose, search } = guide({ tty, pause });
  await tty.until(/Welcome back[\s\S]*due today/);
  pause(2.5);
  await choose(/Review: /, /Card 1 of/, 2);
  await press(KEYS.enter, /How sure are you/);
  await press(KEYS.enter, /enter next/, 4);
  await search('what you remember', /❯ What you remember/, /Due in the next/, 4);
  tty.press(KEYS.ctrlC);
  await tty.exited;
}
