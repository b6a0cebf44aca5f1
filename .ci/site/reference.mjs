// Checks that everything public has its documentation; with --out FOLDER writes the reference there, as Markdown. --packages FOLDER
// is another place than packages/, as a test has one.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { entryPoints } from './entry-points.mjs';
import { repositoryURL, root, tool } from './places.mjs';
import { OPAQUE, REQUIRED_KINDS, undocumentedMembers } from './undocumented.mjs';

const typedoc = await tool('typedoc');
const { values } = parseArgs({ options: { out: { type: 'string' }, packages: { type: 'string', default: join(root, 'packages') } } });
const { out, packages } = values;
const tsconfig = existsSync(join(packages, 'tsconfig.json')) ? join(packages, 'tsconfig.json') : join(root, '.ci/site/tsconfig.json');
const entries = entryPoints(packages);

const app = await typedoc.Application.bootstrapWithPlugins({
  plugin: [(await tool('typedoc-plugin-markdown')).load],
  entryPoints: entries.map(({ source }) => source),
  tsconfig,
  basePath: join(packages, '..'),
  // Types are checked where the packages are built, by the TypeScript that they are written for.
  skipErrorChecking: true,
  disableGit: true,
  sourceLinkTemplate: `${repositoryURL}/blob/main/packages/{path}#L{line}`,
  readme: 'none',
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  sortEntryPoints: false,
  sort: ['source-order'],
  groupOrder: ['Functions', 'Variables', 'Interfaces', 'Type Aliases', 'Classes'],
  requiredToBeDocumented: REQUIRED_KINDS,
  packagesRequiringDocumentation: entries.map(({ packageName }) => packageName),
  validation: { notDocumented: true, notExported: false, invalidLink: true, rewrittenLink: false, unusedMergeModuleWith: true },
  treatWarningsAsErrors: true,
  router: 'module',
  excludeScopesInPaths: true,
  flattenOutputFiles: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  expandObjects: false,
  pageTitleTemplates: { module: '{name}' },
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: { hideSources: true, hideModifiers: true, hideInherited: true, hideOverrides: true, hideDefaults: true },
});

app.converter.on(typedoc.Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
  for (const module of project.getReflectionsByKind(typedoc.ReflectionKind.Module)) {
    const file = project.getSymbolIdFromReflection(module)?.fileName;
    module.name = entries.find(({ source }) => source === file)?.name ?? module.name;
  }
});

const project = await app.convert();
if (!project) process.exit(1);
app.validate(project);
checkExports();
for (const { name, file } of undocumentedMembers(project, typedoc)) {
  app.logger.error(
    `${name} (Property), defined in ${relative(join(packages, '..'), file)}, does not say its unit, or what is so without it`,
  );
}
if (out !== undefined) {
  await app.outputs.writeOutput({ name: 'markdown', path: out }, project);
  rmSync(join(out, 'README.md'));
  writeFileSync(join(out, 'index.md'), contents(project));
}
const { errorCount, warningCount } = app.logger;
if (errorCount + warningCount > 0) process.exit(1);
for (const { name } of entries) console.log(`${name}: everything is documented`);

/** That each type which is named in what is public is public too. typedoc looks at one package of a project, the one that it is named for. */
function checkExports() {
  app.options.setValue('validation', {
    notDocumented: false,
    notExported: true,
    invalidLink: false,
    invalidPath: false,
    unusedMergeModuleWith: false,
  });
  for (const name of new Set(entries.map(({ packageName }) => packageName))) {
    if (OPAQUE.has(name)) continue;
    project.packageName = name;
    app.validate(project);
  }
}

/** One row for each entry: what it is for, and where it is described. */
function contents(project) {
  const rows = project.getReflectionsByKind(typedoc.ReflectionKind.Module).map((module) => {
    const summary = (module.comment?.summary ?? []).map(({ text }) => text).join('');
    return `| ${summary.replaceAll(/\s+/g, ' ')} | [${module.name}](${module.name.replace(/^@[^/]+\//, '').replaceAll('/', '.')}.md) |`;
  });
  const lines = ['# API reference', '', 'Everything that the published packages export, generated from their sources.', ''];
  return [...lines, '| for | import |', '| --- | --- |', ...rows, ''].join('\n');
}
