// where.mjs INSTALLED: unpacks Chromium once and prints, as JSON, where it is, how it is started, and where its judge and this Node are.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const installed = path.resolve(process.argv[2]);
const require = createRequire(path.join(installed, 'package.json'));
const found = require.resolve('@sparticuz/chromium');
const { default: chromium, inflate } = await import(pathToFileURL(found));

const unpacked = path.join(installed, 'unpacked');
if (!existsSync(unpacked)) {
  const partial = `${unpacked}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  // Where the package unpacks. In a folder that everybody can write, it takes what it finds there for its own.
  process.env.TMPDIR = partial;
  await chromium.executablePath();
  // The libraries that it needs besides C's, which the package unpacks on AWS Lambda only.
  await inflate(path.join(path.dirname(found), '..', 'bin', 'al2023.tar.br'));
  await rename(partial, unpacked);
}

console.log(JSON.stringify({
  node: process.execPath,
  chromium: path.join(unpacked, 'chromium'),
  // The package's own arguments put everything into one process, which a closed window ends.
  arguments: chromium.args.filter((one) => one !== '--single-process' && one !== '--no-zygote'),
  environment: {
    LD_LIBRARY_PATH: path.join(unpacked, 'al2023', 'lib'),
    FONTCONFIG_FILE: path.join(import.meta.dirname, 'fonts.conf'),
  },
  axe: require.resolve('axe-core/axe.min.js'),
}));
