// Builds the pages of tests/hosts as their authors would: with the host's own tool and a copy of dist/npm. What the tools
// need is installed below target/hosts, once.
import { execFile } from 'node:child_process';
import { access, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TOOLS = path.join(ROOT, 'target/hosts/tools');
const MDBOOK = '0.5.4';
const run = promisify(execFile);
const there = (/** @type {string} */ file) =>
  access(file).then(
    () => true,
    () => false,
  );
const windows = process.platform === 'win32';

/** The sources of a host in a folder of their own. @param {string} name */
async function sources(name) {
  const folder = path.join(ROOT, 'target/hosts', name);
  await rm(folder, { recursive: true, force: true });
  await cp(path.join(ROOT, 'tests/hosts', name), folder, { recursive: true });
  return folder;
}

/** Copies what `cargo xtask dist` made. @param {"npm"|"site"} what @param {string} to */
function copy(what, to) {
  return cp(path.join(ROOT, 'dist', what), to, { recursive: true });
}

/** A page as it stands. @param {string} name @returns {Promise<string>} the folder to serve */
export async function asItIs(name) {
  const folder = await sources(name);
  await copy('npm', path.join(folder, 'quant-scope'));
  return folder;
}

/**
 * A book, by the mdbook that QUANTSCOPE_MDBOOK names, or the one of this machine. With QUANTSCOPE_HOSTS=all one is built where there is
 * none, unoptimized, which takes two cores about a minute.
 * @returns {Promise<string|null>} null where there is none
 */
export async function mdbook() {
  const folder = await sources('mdbook');
  await copy('npm', path.join(folder, 'src/quant-scope'));
  const built = path.join(TOOLS, 'bin', windows ? 'mdbook.exe' : 'mdbook');
  const known = (await there(built))
    ? built
    : await run('mdbook', ['--version']).then(
        () => 'mdbook',
        () => null,
      );
  const given = process.env.QUANTSCOPE_MDBOOK ?? known;
  if (!given) {
    if (process.env.QUANTSCOPE_HOSTS !== 'all') return null;
    const args = [
      'install',
      'mdbook',
      '--version',
      MDBOOK,
      '--locked',
      '--no-default-features',
      '--debug',
      '--root',
      TOOLS,
      '--target-dir',
      path.join(TOOLS, 'mdbook'),
    ];
    // From elsewhere, so that the settings of this repository's builds are not those of this one. Nobody debugs it.
    const env = { ...process.env, CARGO_PROFILE_DEV_DEBUG: '0', CARGO_INCREMENTAL: '0' };
    await run('cargo', args, { cwd: tmpdir(), maxBuffer: 1 << 26, env });
    await rm(path.join(TOOLS, 'mdbook'), { recursive: true, force: true });
  }
  await run(given ?? built, ['build', folder]);
  return path.join(folder, 'book');
}

/** Whether Python is there to make a virtual environment. */
export function python() {
  return run('python3', ['-c', 'import venv, ensurepip']).then(
    () => true,
    () => false,
  );
}

/** Sphinx with the Furo theme. */
export async function sphinx() {
  const folder = await sources('sphinx');
  await copy('npm', path.join(folder, '_static/quant-scope'));
  const environment = path.join(TOOLS, 'sphinx');
  const bin = path.join(environment, windows ? 'Scripts' : 'bin');
  const done = path.join(environment, 'installed');
  if (!(await there(done))) {
    await run('python3', ['-m', 'venv', environment]);
    await run(
      path.join(bin, 'python'),
      // What is not imported need not be compiled.
      [
        ...'-m pip install --quiet --disable-pip-version-check --no-compile -r'.split(' '),
        path.join(folder, 'requirements.txt'),
      ],
      { maxBuffer: 1 << 26 },
    );
    await writeFile(done, '');
  }
  await run(path.join(bin, 'sphinx-build'), ['-q', '-W', '-b', 'html', folder, path.join(folder, '_build')]);
  return path.join(folder, '_build');
}

/** The site as it stands, for frames. */
export function site() {
  return path.join(ROOT, 'dist/site');
}

/** A deck with the element, and with a frame of the site. */
export async function reveal() {
  const folder = await asItIs('reveal');
  await copy('site', path.join(folder, 'site'));
  await cp(path.join(ROOT, 'node_modules/reveal.js/dist'), path.join(folder, 'reveal'), { recursive: true });
  return folder;
}

/** A page that Node renders, as a server does that has no window. */
export async function docusaurus() {
  const folder = await asItIs('docusaurus');
  await mkdir(path.join(folder, 'node_modules'));
  await symlink(path.join(folder, 'quant-scope'), path.join(folder, 'node_modules/quant-scope'), 'junction');
  const { stdout } = await run('node', ['render.js'], { cwd: folder });
  await writeFile(path.join(folder, 'index.html'), stdout);
  return folder;
}
