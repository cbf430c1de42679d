// What stays of what was found: {template: {rule: {reason, resources: [logical ids, or one "*"]}}}. A finding that it does
// not name is refused, and so is a line of it that no finding needs any longer. A reason is good for one template only.
export function judge(accepted, found) {
  const refused = new Set();
  const needed = new Set();
  for (const { template, rule, resource, description } of found) {
    const reasons = accepted[template] ?? {};
    // Some names carry what the finding is about, AwsSolutions-IAM5[Resource::*]: the whole name counts before the rule's.
    const name = reasons[rule] ? rule : rule.replace(/\[.*\]$/s, "");
    const id = reasons[name]?.resources.find((one) => one === "*" || one === resource);
    if (!reasons[name]?.reason || id === undefined) refused.add(`${template} ${rule} ${resource}: ${description}`);
    else needed.add(`${template} ${name} ${id}`);
  }
  const stale = Object.entries(accepted).flatMap(([template, reasons]) =>
    Object.entries(reasons).flatMap(([rule, { resources }]) =>
      resources.map((resource) => `${template} ${rule} ${resource}`).filter((line) => !needed.has(line)),
    ),
  );
  return { refused: [...refused], stale };
}
