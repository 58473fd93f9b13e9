import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { SHAPE_FILES, type ShapeName } from '../../src/content/shape-names.ts';
import { jsonSchema, SHAPES } from '../../src/content/shapes.ts';

it('has a shape for every kind of file, one for each of the course', () => {
  expect(Object.keys(SHAPE_FILES)).toEqual(Object.keys(SHAPES));
  const content = fileURLToPath(new URL('../../content', import.meta.url));
  const files = readdirSync(content, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll(path.sep, '/'));
  // Every YAML file of the course is described by exactly one of them.
  for (const file of files.filter((name) => name.endsWith('.yaml'))) {
    const fits = Object.values(SHAPE_FILES).filter((glob) =>
      new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(file),
    );
    expect(fits, file).toHaveLength(1);
  }
});

it('makes schemas that ask for what an author must write, and describe it', () => {
  const quiz = JSON.stringify(jsonSchema('quiz'));
  expect(quiz).toContain('Stable: progress and review cards refer to it');
  const topic = jsonSchema('topic') as { readonly required: readonly string[]; readonly additionalProperties: boolean };
  expect(topic.required).toEqual(['title', 'summary', 'status']);
  expect(topic.additionalProperties).toBe(false);
});

it('is what the build put into the package', () => {
  for (const name of Object.keys(SHAPES) as readonly ShapeName[]) {
    const built = readFileSync(new URL(`../../dist/schemas/${name}.json`, import.meta.url), 'utf8');
    expect(JSON.parse(built), name).toEqual(jsonSchema(name));
  }
});

it('lets another validator accept every file of the course, and refuse what it should', () => {
  const content = fileURLToPath(new URL('../../content', import.meta.url));
  const files = readdirSync(content, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll(path.sep, '/'));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  let seen = 0;
  for (const [name, glob] of Object.entries(SHAPE_FILES)) {
    const validate = ajv.compile(jsonSchema(name as ShapeName));
    const pattern = new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`);
    for (const file of files.filter((one) => pattern.test(one))) {
      const text = readFileSync(path.join(content, file), 'utf8');
      const value: unknown = parse(file.endsWith('.md') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text);
      validate(value);
      expect(validate.errors, file).toBeNull();
      seen += 1;
    }
    expect(validate({ nothing: 'of the kind' }), name).toBe(false);
  }
  expect(seen).toBeGreaterThan(100);
});
