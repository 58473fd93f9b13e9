// The format to send, and the only value of Accept that the cache sees.
const OFFERED = ['image/avif', 'image/webp']; // smallest first

export function formatFor(accept = '') {
  const named = accept.split(',').flatMap((member) => {
    const [type, ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
    const refused = parameters.some((part) => /^q=0(\.0*)?$/.test(part));
    return refused ? [] : [type]; // q=0 means: not this one
  });
  // Wildcards are not looked at: browsers without AVIF send them too.
  return OFFERED.find((type) => named.includes(type)) ?? 'image/jpeg';
}
