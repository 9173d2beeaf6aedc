/**
 * What arrives from outside: every package locked by hash, from one registry, without code of its own at
 * installation, and listed in a software bill of materials (THREATS.md 46; SLSA 1.x; CycloneDX 1.5).
 *
 * @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean, dev?: boolean,
 *   hasInstallScript?: boolean, name?: string }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock package-lock.json, lockfileVersion 3
 */

/** Name of the package that a path of the lock holds: `node_modules/a/node_modules/@s/b` → `@s/b`. */
const nameAt = (path, locked) => locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 13);

/** @param {Lock} lock */
function lockedPackages(lock) {
  return Object.entries(lock.packages)
    .filter(([path, locked]) => path !== '' && !locked.link)
    .map(([path, locked]) => ({ path, name: nameAt(path, locked), ...locked }));
}

/**
 * Every package has an integrity hash, and those that name a source name the same one over https.
 *
 * @param {Lock} lock
 * @returns {string[]} problems
 */
export function checkLock(lock) {
  const packages = lockedPackages(lock);
  const problems = packages
    .filter((each) => !/^sha(256|384|512)-/.test(each.integrity ?? ''))
    .map((each) => `${each.path}: locked without a hash (integrity). Reinstall it from the registry.`);
  if (packages.length === 0) problems.push('package-lock.json locks no package.');
  const sources = new Map();
  for (const { path, resolved } of packages) {
    if (resolved === undefined) continue;
    const url = URL.canParse(resolved) ? new URL(resolved) : undefined;
    if (url?.protocol !== 'https:')
      problems.push(`${path}: comes from ${resolved}, not from a registry over https.`);
    else sources.set(url.host, path);
  }
  if (sources.size > 1) problems.push(`Packages come from several hosts: ${[...sources.keys()].join(', ')}.`);
  return problems;
}

/**
 * Only packages whose script was read, in that version, run code while they are installed.
 *
 * @param {Lock} lock
 * @param {{ allowScripts?: Record<string, boolean> }} manifest package.json; what npm is told to run
 * @param {Record<string, string>} `name@version` → what its script does
 * @returns {string[]} problems
 */
export function checkInstallScripts(lock, manifest, known) {
  const scripted = new Set(
    lockedPackages(lock).flatMap((each) => (each.hasInstallScript ? [`${each.name}@${each.version}`] : [])),
  );
  const readNames = new Set(Object.keys(known).map(withoutVersion));
  const told = Object.entries(manifest.allowScripts ?? {}).flatMap(([spec, runs]) => (runs ? [spec] : []));
  return [
    ...[...scripted]
      .filter((name) => !(name in known))
      .map(
        (name) =>
          `${name}: runs code at installation. Read it, then add it to install-scripts.json with a reason.`,
      ),
    ...told
      .filter((spec) => !readNames.has(withoutVersion(spec)))
      .map((spec) => `${spec}: package.json lets it run, install-scripts.json does not know it.`),
    ...Object.keys(known)
      .filter((name) => !scripted.has(name))
      .map((name) => `${name}: listed in install-scripts.json, but runs nothing. Remove the entry.`),
    ...Object.entries(known)
      .filter(([, reason]) => reason.trim().length < 10)
      .map(([name]) => `${name}: listed in install-scripts.json without a reason.`),
  ];
}

function withoutVersion(spec) {
  return spec.replace(/(?<=.)@.*$/, '');
}

/**
 * The bill of materials lists every locked package by version and hash.
 *
 * @param {string} text what `npm sbom --sbom-format cyclonedx` printed
 * @param {Lock} lock
 * @returns {string[]} problems
 */
export function checkSbom(text, lock) {
  let sbom;
  try {
    sbom = JSON.parse(text);
  } catch {
    return ['npm sbom printed no JSON.'];
  }
  const components = Array.isArray(sbom.components) ? sbom.components : [];
  if (sbom.bomFormat !== 'CycloneDX' || components.length === 0) return ['The bill of materials is empty.'];
  const listed = new Map(components.map((each) => [fullName(each), each]));
  return lockedPackages(lock).flatMap(({ name, version }) => {
    const component = listed.get(`${name}@${version}`);
    if (!component) return [`${name}@${version}: locked, but not in the bill of materials.`];
    return (component.hashes ?? []).length > 0 ? [] : [`${name}@${version}: listed without a hash.`];
  });
}

function fullName({ group, name, version }) {
  return `${group ? `${group}/` : ''}${name}@${version}`;
}
