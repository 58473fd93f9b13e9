// The picture of the images lab, painted by a program from a seed: an evening over mountains and a lake, with grain like a
// photograph's. Ours, so it is free to ship, and it takes no room in the package.
import type { Pixels } from './pixels.ts';

type Colour = readonly [red: number, green: number, blue: number];

const mix = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];
const clamp = (value: number) => Math.max(0, Math.min(1, value));

/** A number from 0 to 1 for each whole place, always the same for a seed. */
function hash(x: number, y: number, seed: number): number {
  let value = Math.imul(x, 374_761_393) ^ Math.imul(y, 668_265_263) ^ Math.imul(seed, 1_442_695_041);
  value = Math.imul(value ^ (value >>> 13), 1_274_126_177);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}

/** The same, smooth between whole places, in several octaves: what clouds and ridges are made of. */
function noise(x: number, y: number, seed: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let scale = 1;
  for (let octave = 0; octave < octaves; octave++) {
    const left = Math.floor(x * scale);
    const top = Math.floor(y * scale);
    const u = x * scale - left;
    const v = y * scale - top;
    const su = u * u * (3 - 2 * u);
    const sv = v * v * (3 - 2 * v);
    const above = hash(left, top, seed + octave) * (1 - su) + hash(left + 1, top, seed + octave) * su;
    const below = hash(left, top + 1, seed + octave) * (1 - su) + hash(left + 1, top + 1, seed + octave) * su;
    sum += weight * (above * (1 - sv) + below * sv);
    weight /= 2;
    scale *= 2;
  }
  return sum / (1 - 2 * weight);
}

const ZENITH: Colour = [38, 54, 104];
const GLOW: Colour = [246, 150, 84];
const SUN: Colour = [255, 236, 188];
const CLOUD: Colour = [232, 130, 118];
const SHORE = 0.64;
const SUN_AT = { x: 0.68, y: 0.47 };

/** Ridges from far to near: height of the crest, how rough it is, its colour. */
const RIDGES = [
  { base: 0.52, height: 0.16, rough: 3, octaves: 5, colour: [124, 96, 132] },
  { base: 0.57, height: 0.17, rough: 5, octaves: 6, colour: [78, 66, 104] },
  { base: 0.63, height: 0.14, rough: 9, octaves: 7, colour: [36, 40, 62] },
] as const satisfies readonly { readonly colour: Colour; readonly [name: string]: unknown }[];

/** What stands at a place of the picture, without its grain; `x` and `y` from 0 to 1, the shore at SHORE. */
function above(x: number, y: number, seed: number, crests: readonly number[]): Colour {
  for (let at = RIDGES.length - 1; at >= 0; at--) {
    const crest = crests[at] as number;
    if (y < crest) continue;
    const { colour, rough } = RIDGES[at] as (typeof RIDGES)[number];
    const wood = noise(x * 60 * (1 + at), y * 90, seed + 40 + at, 3) - 0.5;
    // Haze lies on the feet of what is far, and light on what looks to the sun.
    const haze = (1 - at / RIDGES.length) * clamp((y - crest) / 0.14) * 0.45;
    const lit = clamp(noise(x * rough * 3, y * 8, seed + 60 + at, 4) - 0.35) * 40 * (1 - at / 4);
    return mix([colour[0] + wood * 26 + lit, colour[1] + wood * 24 + lit * 0.6, colour[2] + wood * 22], GLOW, haze);
  }
  const far = Math.hypot((x - SUN_AT.x) * 1.5, y - SUN_AT.y);
  const clouds = clamp(noise(x * 4, y * 14, seed + 20, 6) * 2.4 - 1.15) * clamp(1.2 - y * 1.3);
  const sky = mix(ZENITH, GLOW, clamp(y / 0.56) ** 1.6);
  const glow = mix(sky, SUN, clamp(1 - far / 0.36) ** 2 * 0.8);
  const cloudy = mix(glow, CLOUD, clouds * 0.7);
  return far < 0.045 ? SUN : cloudy;
}

/** Paints it. The same seed and size give the same picture, pixel by pixel. */
export function paintScene(seed: number, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let column = 0; column < width; column++) {
    const x = column / width;
    const crests = RIDGES.map(({ base, height: rise, rough, octaves }, at) => base - rise * noise(x * rough, at * 7, seed + at, octaves));
    for (let row = 0; row < height; row++) {
      const y = row / height;
      let colour: Colour;
      if (y < SHORE) colour = above(x, y, seed, crests);
      else {
        // The lake mirrors what is above it, drawn apart by waves that are larger in front.
        const depth = (y - SHORE) / (1 - SHORE);
        const wave = (noise(x * 18, depth * 130, seed + 80, 3) - 0.5) * (0.02 + depth * 0.07);
        const mirrored = above(x + wave * 0.4, clamp(SHORE - 0.004 - (y - SHORE) * 1.25 + wave), seed, crests);
        const ripple = (noise(x * 46, depth * 170, seed + 90, 2) - 0.5) * 34 * depth;
        const [red, green, blue] = mix(mirrored, [26, 42, 74], 0.24 + 0.3 * depth);
        colour = [red + ripple, green + ripple, blue + ripple];
      }
      const grain = (hash(column, row, seed + 99) + hash(column + 7, row + 3, seed + 98) - 1) * 9;
      const pixel = 4 * (row * width + column);
      data[pixel] = colour[0] + grain;
      data[pixel + 1] = colour[1] + grain;
      data[pixel + 2] = colour[2] + grain;
      data[pixel + 3] = 255;
    }
  }
  return { width, height, data };
}
