// check.mjs INSTALLED TEMPLATE ACCEPTED: holds AWS's and HIPAA's public rule packs against a template without macros.
// ACCEPTED says what stays and why: {rule: {reason, resources: [logical ids, or one "*"]}}. A finding that it does not
// name fails, and so does a line of it that no finding needs any longer.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [installed, template, acceptedFile] = process.argv.slice(2);
const require = createRequire(join(installed, "package.json"));
const { App, Stack } = require("aws-cdk-lib");
const { CfnInclude } = require("aws-cdk-lib/cloudformation-include");
const { AwsSolutionsChecks, HIPAASecurityChecks, ServerlessChecks } = require("cdk-nag");

const accepted = JSON.parse(readFileSync(acceptedFile, "utf8"));
const needed = new Set();
const refused = new Set();

const stack = new Stack(new App(), "ica-connect");
new CfnInclude(stack, "template", { templateFile: template });
let rules = 0;
for (const pack of [new AwsSolutionsChecks(), new HIPAASecurityChecks(), new ServerlessChecks()]) {
  for (const violation of pack.validateScope(stack).violations) {
    rules += 1;
    // Some names carry what the finding is about, AwsSolutions-IAM5[Resource::*]: the whole name counts before the rule's.
    const rule = accepted[violation.ruleName] ? violation.ruleName : violation.ruleName.replace(/\[.*\]$/s, "");
    for (const { constructPath } of violation.violatingResources) {
      const resource = constructPath.split("/").at(-1);
      const id = accepted[rule]?.resources.find((name) => name === "*" || name === resource);
      if (id === undefined) refused.add(`${violation.ruleName} ${resource}: ${violation.description}`);
      else needed.add(`${rule} ${id}`);
    }
  }
}
const stale = Object.entries(accepted).flatMap(([rule, { resources }]) =>
  resources.map((resource) => `${rule} ${resource}`).filter((line) => !needed.has(line)),
);
for (const line of refused) console.error(`finding: ${line}`);
for (const line of stale) console.error(`accepted, but found no more: ${line}`);
console.log(`${rules} rules found something; ${refused.size} findings without a reason, ${stale.length} stale reasons`);
process.exit(refused.size + stale.length > 0 ? 1 : 0);
