// judge.mjs INSTALLED: answers one line of JSON with one line, as long as standard input lasts.
// Question: {policy, principal, bounded, action, account, worlds: [{resource, keys: {key: value}}]}.
// Answer: one letter a world, D denied, A allowed, N neither, as the policy alone decides; or
// {"errors": [...]} where the question is {validate: policy}.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const packages = `${process.argv[2]}/node_modules/@cloud-copilot`
const load = (file) => import(pathToFileURL(`${packages}/${file}`).href)
const { analyzeResourcePolicy } = await load('iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js')
const { AwsRequestImpl } = await load('iam-simulate/dist/esm/request/request.js')
const { RequestContextImpl } = await load('iam-simulate/dist/esm/requestContext.js')
const { DiscoveryContextKeyConstraints } = await load(
  'iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js'
)
const { loadPolicy, validateResourcePolicy } = await load('iam-policy/dist/esm/index.js')

const strict = {
  simulationMode: 'Strict',
  discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([])
}
const letters = {
  ExplicitlyDenied: 'D',
  DeniedForAccount: 'D',
  Allowed: 'A',
  AllowedForAccount: 'A',
  ImplicitlyDenied: 'N'
}

function judge(question) {
  const policy = loadPolicy(question.policy, { name: 'bucket' })
  return question.worlds.map((world) => {
    const request = new AwsRequestImpl(
      question.principal,
      { resource: world.resource, accountId: question.account },
      question.action,
      new RequestContextImpl(world.keys)
    )
    const { result } = analyzeResourcePolicy(policy, request, question.bounded, strict)
    return letters[result] ?? '?'
  })
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line)
  const answer = question.validate
    ? JSON.stringify({ errors: validateResourcePolicy(question.validate) })
    : judge(question).join('')
  process.stdout.write(`${answer}\n`)
}
