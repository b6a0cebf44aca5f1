// Says whose work the bundle carries, and under which licences: those ask that their texts go where the code goes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** The text of the notice for these folders of packages. */
export function thirdPartyNotice(folders) {
  const packages = [...folders].map(describe).toSorted((one, other) => (one.title < other.title ? -1 : 1));
  return [
    'Sluice is published with code of the packages below, each under its own licence.',
    packages.map(({ title, licence }) => `${title}  ${licence}`).join('\n'),
    ...packages.map(({ title, licence, source, texts }) => [`${RULE}\n${title}\n${licence}\n${source}`, ...texts].join('\n\n')),
    '',
  ].join('\n\n');
}

/** The folders of the packages that these files are from, seen from `top`; our own, which are links, are not among them. */
export function packagesOf(files, top) {
  const inPackages = files.map((file) => join(top, file)).filter((file) => file.includes('/node_modules/'));
  return new Set(inPackages.map(packageFolder));
}

const RULE = '-'.repeat(80);

/** Some packages have further manifests inside, which only say how files are to be read. */
function packageFolder(file) {
  const [name, second] = file.slice(file.lastIndexOf('/node_modules/') + '/node_modules/'.length).split('/');
  const modules = file.slice(0, file.lastIndexOf('/node_modules/') + '/node_modules/'.length);
  return join(modules, name.startsWith('@') ? `${name}/${second}` : name);
}

function describe(folder) {
  const { name, version, license, repository, homepage, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const texts = files.length > 0 ? files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim()) : inReadme(folder);
  if (typeof license !== 'string') throw new Error(`${name} does not say which licence it is under`);
  // A package that names its licence and carries no text of it: what it says of itself is all there is to pass on.
  const owner = typeof author === 'object' ? author.name : author;
  const said = texts.length > 0 ? texts : [`The package carries no text of its licence. Author: ${owner ?? 'not named'}.`];
  return { title: `${name} ${version}`, licence: license, source: repository?.url ?? repository ?? homepage ?? '', texts: said };
}

/** Some put the text of their licence under the last heading of their README, and nowhere else. */
function inReadme(folder) {
  const readme = readdirSync(folder).find((file) => /^readme\.md$/i.test(file));
  const [, text] =
    readme === undefined
      ? []
      : (/^#+ licen[cs]e\s+(?=[^#]*permission)([^#]+)$/im.exec(readFileSync(join(folder, readme), 'utf8').trim()) ?? []);
  return text === undefined ? [] : [text.trim()];
}
