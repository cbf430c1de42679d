// where.mjs INSTALLED: unpacks Chromium and prints, as JSON, where it is, how it is started, and where its judge and this Node are.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const require = createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));
const chromium = (await import(pathToFileURL(require.resolve('@sparticuz/chromium')))).default;
console.log(JSON.stringify({
  node: process.execPath,
  chromium: await chromium.executablePath(),
  // The package's own arguments put everything into one process, which a closed window ends.
  arguments: chromium.args.filter((one) => one !== '--single-process' && one !== '--no-zygote'),
  axe: require.resolve('axe-core/axe.min.js'),
}));
