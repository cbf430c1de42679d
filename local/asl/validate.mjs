// validate.mjs INSTALLED FILE...: every fault of every state machine definition, with SAM's substitutions filled in first.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [installed, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: local/asl-validate FILE...");
  process.exit(2);
}
const validate = createRequire(resolve(join(installed, "package.json")))("asl-validator");

let faulty = false;
for (const file of files) {
  const faults = faultsOf(readFileSync(file, "utf8"));
  for (const fault of faults) console.error(`${file}: ${fault}`);
  if (faults.length === 0) console.log(`${file}: valid`);
  faulty ||= faults.length > 0;
}
process.exit(faulty ? 1 : 0);

function faultsOf(text) {
  let definition;
  try {
    definition = JSON.parse(withSubstitutions(text));
  } catch (error) {
    return [error.message];
  }
  const { isValid, errors, errorsText } = validate(definition);
  if (isValid) return [];
  return [...new Set(errors.map((error) => `${error["Error code"]}: ${error.Message ?? errorsText()}`))];
}

// The validator wants an ARN where a definition has "${Name}", which SAM replaces at deployment.
function withSubstitutions(text) {
  return text.replaceAll("${Partition}", "aws").replaceAll("${RegistrySchema}", "1").replace(/\$\{(\w+)\}/g, "arn:aws:states:us-east-1:123456789012:stateMachine:$1");
}
