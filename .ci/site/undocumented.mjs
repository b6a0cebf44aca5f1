/** What is required of a public symbol by its kind alone; typedoc tells where it is missing. */
export const REQUIRED_KINDS = [
  'Module',
  'Enum',
  'EnumMember',
  'Variable',
  'Function',
  'Class',
  'Interface',
  'Method',
  'Accessor',
  'TypeAlias',
];

/** Packages whose public types may name others that are not: a settled config is handed on, and nobody but core looks into it. */
export const OPAQUE = new Set(['@sluice/core']);

/**
 * The members of public interfaces, classes and types that need a comment and have none: a number, whose name may not say its
 * unit, and what may be left out, whose name cannot say what is so then. Functions typedoc itself counts among methods.
 */
export function undocumentedMembers(project, { ReflectionKind }) {
  const owners = ReflectionKind.Interface | ReflectionKind.Class | ReflectionKind.TypeAlias;
  return project
    .getReflectionsByKind(ReflectionKind.Property)
    .filter((member) => {
      const owner = ownerOf(member);
      return owner?.kindOf(owners) && !isOnTheWire(owner) && !member.hasComment() && needsComment(member) && !sameWithComment(member);
    })
    .map((member) => ({ name: member.getFriendlyFullName(), file: member.sources?.[0]?.fullFileName ?? 'an unknown file' }));
}

/** A type literal is no owner: what it is part of is. */
function ownerOf(member) {
  let owner = member.parent;
  while (owner?.name === '__type') owner = owner.parent;
  return owner;
}

/** What extends `Open` has the members that a public wire format gives it, under their names there; that format describes them. */
const isOnTheWire = ({ extendedTypes = [] }) => extendedTypes.some(({ name }) => name === 'Open');

/** What their names say enough of: HTTP's statuses have no unit. */
const PLAIN = new Set(['status']);

const needsComment = ({ name, type, flags }) => flags.isOptional || (isNumber(type) && !PLAIN.has(name));

const isNumber = (type) =>
  (type?.type === 'intrinsic' && type.name === 'number') || (type?.type === 'union' && type.types.some((each) => isNumber(each)));

/** Inherited and only narrowed: the comment stands where it was declared first. */
const sameWithComment = ({ overwrites, inheritedFrom }) =>
  [overwrites, inheritedFrom].some((type) => type?.reflection?.hasComment() ?? false);
