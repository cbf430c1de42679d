// check.mjs INSTALLED ACCEPTED FOLDER TEMPLATE...: holds AWS's and HIPAA's public rule packs against templates without
// macros. ACCEPTED says what stays of each and why: judge.mjs.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "./judge.mjs";

const [installed, acceptedFile, folder, ...templates] = process.argv.slice(2);
const require = createRequire(join(installed, "package.json"));
const { App, Stack } = require("aws-cdk-lib");
const { CfnInclude } = require("aws-cdk-lib/cloudformation-include");
const { AwsSolutionsChecks, HIPAASecurityChecks, ServerlessChecks } = require("cdk-nag");

const found = templates.flatMap((template) => {
  const stack = new Stack(new App(), "ica-connect");
  new CfnInclude(stack, "template", { templateFile: join(folder, template) });
  return [new AwsSolutionsChecks(), new HIPAASecurityChecks(), new ServerlessChecks()]
    .flatMap((pack) => pack.validateScope(stack).violations)
    .flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({
        template,
        rule: ruleName,
        resource: constructPath.split("/").at(-1),
        description,
      })),
    );
});
const { refused, stale } = judge(JSON.parse(readFileSync(acceptedFile, "utf8")), found);
for (const line of refused) console.error(`finding: ${line}`);
for (const line of stale) console.error(`accepted, but found no more: ${line}`);
console.log(
  `${found.length} findings in ${templates.length} templates; ${refused.length} without a reason, ${stale.length} stale reasons`,
);
process.exit(refused.length + stale.length > 0 ? 1 : 0);
