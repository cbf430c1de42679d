// Walks every state and every outcome of a definition on the reference JSONata, as strictly as Step Functions does.
// Reads {definition, inputs, outcomes, walks, seed, samples, anyJson, endless, worst, weighs} from standard input, writes {faults, unreached, states, asked, sampled, rounds, largest, answer}.
// At its worst, nothing is left to chance: time passes only where the definition waits, and there as little as it may. An input may be still: then not even there.
// https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
import { createRequire } from 'node:module'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const jsonata = createRequire(process.argv[2] + '/')('jsonata')
// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const LARGEST = 256 * 1024 // bytes of a payload and of all variables that one state assigns
const ALL_VARIABLES = 10 * 1024 * 1024 // bytes of all that an execution has
const SHORTEST_CUT = 32768 // characters of a cause
const { definition, inputs, outcomes, walks, seed, samples = 0, anyJson = [], endless = {}, worst = false, weighs = false } = JSON.parse(readFileSync(0, 'utf8'))

const LONGEST = worst ? 25000 : 400 // steps of one workflow, branch or item
let random = seed
const draw = n => { random = (Math.imul(random, 1103515245) + 12345) >>> 0; return worst ? 0 : Math.floor((random / 4294967296) * n) }
const faults = new Map(), reached = new Set(), uses = new Map(), compiled = new Map()
const kept = new Map(), sampled = [], asked = new Map()
let clock = 0
let unlucky = 0 // per cent of the tasks of a walk that fail
let stays = false // whether a task of this walk answers the same each time
let sticky = new Map()
let went = new Map() // how often a walk has gone from one state to another
const rounds = {} // and how often any has
const largest = {} // bytes of the largest payload, assignment and sum of variables, and where
let answer // the largest that a walk ended with
let still = false // whether time stands still
let own = {} // outcomes that hold for this input only, also by a task's own name
class Fault extends Error {}
class Failed extends Error { constructor (error, cause) { super(error); this.error = error; this.cause = cause } }

function expression (text) {
  if (!compiled.has(text)) {
    const code = jsonata(text)
    // https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided
    code.registerFunction('eval', () => { throw new Fault('Step Functions has no $eval') })
    code.registerFunction('parse', t => JSON.parse(t))
    code.registerFunction('uuid', () => '00000000-0000-4000-8000-000000000000')
    code.registerFunction('random', () => draw(1000) / 1000)
    code.registerFunction('millis', () => clock)
    code.registerFunction('now', () => new Date(clock).toISOString())
    code.registerFunction('partition', (a, n) => { const o = []; for (let i = 0; i < a.length; i += n) o.push(a.slice(i, i + n)); return o })
    code.registerFunction('range', (a, b, s) => { const o = []; for (let i = a; s > 0 ? i <= b : i >= b; i += s) o.push(i); return o })
    code.registerFunction('hash', (t, a) => createHash(a.replace('-', '').toLowerCase()).update(t).digest('hex'))
    compiled.set(text, code)
  }
  return compiled.get(text)
}

async function evaluate (value, scope, states, where) {
  if (typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}')) {
    reached.add(where)
    let result
    try {
      result = await expression(value.slice(2, -2).trim()).evaluate(null, { ...scope, states })
    } catch (e) { throw new Fault(`${where}: ${e.message} (${e.code ?? e.name})`) }
    if (result === undefined) throw new Fault(`${where}: the result is undefined`)
    if (typeof result === 'function' || (result && (result._jsonata_function || result._jsonata_lambda))) throw new Fault(`${where}: the result is a function`)
    const plain = JSON.parse(JSON.stringify(result))
    keep(value.slice(2, -2).trim(), { ...scope, states }, plain, where)
    return plain
  }
  if (Array.isArray(value)) return Promise.all(value.map((item, i) => evaluate(item, scope, states, `${where}/${i}`)))
  if (value && typeof value === 'object') {
    const built = {}
    for (const [key, item] of Object.entries(value)) built[key] = await evaluate(item, scope, states, `${where}/${key}`)
    return built
  }
  return value
}

// What the emulator's JSONata is to answer too: a few of each expression, none that chance decides.
function keep (text, bindings, result, where) {
  if (/\$(random|uuid)\(/.test(text) || (kept.get(where) ?? 0) >= samples) return
  kept.set(where, (kept.get(where) ?? 0) + 1)
  sampled.push({ where, text, clock, bindings: JSON.parse(JSON.stringify(bindings)), result })
}

// What a task asks for: the first of each shape, for its service's model to judge; where it is weighed, the largest.
function ask (where, resource, args) {
  const key = `${where} ${shape(args)}`
  const larger = weighs && asked.has(key) && JSON.stringify(args).length > JSON.stringify(asked.get(key).arguments).length
  if (!asked.has(key) || larger) asked.set(key, { where, resource, arguments: args })
}

// The types of all members. A word of capitals may be one of a list, a number in text one that DynamoDB takes, and its expressions say what else is needed.
function shape (value, name = '') {
  if (anyJson.includes(name)) return 'any'
  if (name.endsWith('Expression')) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${[...new Set(value.map(item => shape(item)))].sort()}]`
  if (value && typeof value === 'object') return `{${Object.keys(value).sort().map(key => `${key}:${shape(value[key], key)}`)}}`
  if (typeof value !== 'string') return value === null ? 'null' : typeof value
  return /^[A-Z_]*$/.test(value) ? JSON.stringify(value) : isNaN(value) ? 'text' : 'digits'
}

function small (value, where) {
  const size = Buffer.byteLength(JSON.stringify(value) ?? '')
  keepLargest('one', size, where)
  if (size > LARGEST) throw new Fault(`${where}: ${size} bytes are more than 256 KiB`)
  return value
}

function keepLargest (what, bytes, where) {
  if (bytes > (largest[what]?.bytes ?? 0)) largest[what] = { bytes, where }
}

function whole (seconds, least, where) {
  if (!Number.isInteger(seconds) || seconds < least || seconds > 99999999) throw new Fault(`${where}: ${seconds} is not an integer that Step Functions takes`)
}

async function assign (block, scope, states, where) {
  if (!block.Assign) return
  const values = await evaluate(block.Assign, scope, states, `${where}/Assign`)
  Object.assign(scope, small(values, `${where}/Assign`))
  if (!weighs) return
  const all = Buffer.byteLength(JSON.stringify(scope))
  keepLargest('all', all, where)
  if (all > ALL_VARIABLES) throw new Fault(`${where}/Assign: all variables have ${all} bytes, more than 10 MiB`)
}

const matches = (names, error) => names.includes('States.ALL') || names.includes(error) ||
  (names.includes('States.TaskFailed') && error !== 'States.Timeout' && error !== 'States.QueryEvaluationError')

function leastUsed (where, choices) {
  const count = i => uses.get(`${where}#${i}`) ?? 0
  const least = Math.min(...choices.map((_, i) => count(i)))
  const rare = choices.map((_, i) => i).filter(i => count(i) === least)
  const pick = draw(3) === 0 ? draw(choices.length) : rare[draw(rare.length)]
  uses.set(`${where}#${pick}`, count(pick) + 1)
  return choices[pick]
}

function anyOf (where, errors) {
  const group = leastUsed(`${where}!`, errors)
  return leastUsed(`${where}!${errors.indexOf(group)}`, group)
}

function pick (where, known, errors) {
  if (known[0]?.errorOutput) return known[0]
  return errors.length && (known.length === 0 || draw(100) < unlucky)
    ? { errorOutput: anyOf(where, errors) }
    : { result: leastUsed(where, known) }
}

// Who waits for an execution gets its input back: https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
const described = (resource, args, result) => resource.endsWith('startExecution.sync:2') ? { ...result, Input: args.Input } : result

// For each catcher, what it can catch; no catcher, nothing.
function errorsOf (state) {
  const texts = ['no JSON', '{"errorMessage":"A_CODE: It is refused. Remedy: none.","errorType":"x"}', '{"errorMessage":"' + 'x'.repeat(SHORTEST_CUT - 17), '']
  const names = n => n === 'States.ALL' ? ['icaconnect.failure.Refused', 'Lambda.Unknown', 'States.TaskFailed', 'States.Timeout'] : [n]
  return (state.Catch ?? []).map(c => c.ErrorEquals.flatMap(names).flatMap(Error =>
    (Error === 'States.TaskFailed' ? [...texts, ...childCauses()] : texts).map(Cause => ({ Error, Cause }))))
}

// What .sync:2 fails with: the description of the child, whose own cause is JSON in a string.
function childCauses () {
  const child = { status: 'FAILED', failure: { step: 'inspect', error: 'icaconnect.failure.Refused', code: 'BUCKET_MISSING', message: 'BUCKET_MISSING: gone' } }
  const whole = JSON.stringify({ ExecutionArn: 'arn', Status: 'FAILED', Error: 'x', Cause: JSON.stringify(child) })
  const cutInside = JSON.stringify({ ExecutionArn: 'arn', Status: 'FAILED', Cause: '{"failure":' })
  return [whole, cutInside, JSON.stringify({ ExecutionArn: 'arn', Status: 'FAILED', Cause: '{' + 'x'.repeat(40000) }).slice(0, SHORTEST_CUT), JSON.stringify({ Status: 'ABORTED' })]
}

async function run (machine, input, scope, path, context, depth = 0) {
  let name = machine.StartAt; const steps = []
  while (true) {
    const state = machine.States[name]; const where = `${path}${name}`
    reached.add(where)
    steps.push(where)
    if (steps.length > LONGEST) return looped(steps)
    let states = { input, context }
    try {
      let result = input; let next = state.Next
      if (state.Type === 'Wait') {
        const seconds = await evaluate(state.Seconds, scope, states, `${where}/Seconds`)
        whole(seconds, 0, `${where}/Seconds`)
        clock += still ? 0 : seconds * 1000 + draw(2) * 500000
      } else if (state.Type === 'Choice') {
        next = state.Default
        let chosen = null
        for (const [i, choice] of state.Choices.entries()) {
          const holds = await evaluate(choice.Condition, scope, states, `${where}/Choices/${i}`)
          if (typeof holds !== 'boolean') throw new Fault(`${where}/Choices/${i}: ${JSON.stringify(holds)} is not a boolean`)
          if (holds) { next = choice.Next; chosen = [choice, i]; break }
        }
        reached.add(chosen ? `${where}/Choices/${chosen[1]} -> ${next}` : `${where} -> ${next}`)
        if (chosen) await assign(chosen[0], scope, states, `${where}/Choices/${chosen[1]}`)
      } else if (state.Type === 'Fail') {
        const error = await evaluate(state.Error, scope, states, `${where}/Error`)
        const cause = await evaluate(state.Cause ?? '', scope, states, `${where}/Cause`)
        if (typeof error !== 'string' || typeof cause !== 'string') throw new Fault(`${where}: error and cause must be strings`)
        if (cause.length > 32768) throw new Fault(`${where}/Cause: ${cause.length} characters are more than 32,768`)
        throw new Failed(error, cause)
      } else if (state.Type === 'Task') {
        if (state.TimeoutSeconds) whole(await evaluate(state.TimeoutSeconds, scope, states, `${where}/TimeoutSeconds`), 1, `${where}/TimeoutSeconds`)
        small(input, `${where}/input`)
        if (state.Credentials) await evaluate(state.Credentials, scope, states, `${where}/Credentials`)
        const args = small(await evaluate(state.Arguments, scope, states, `${where}/Arguments`), `${where}/Arguments`)
        ask(where, state.Resource, args)
        clock += worst ? 0 : 100
        const known = own[name] ?? own[args.FunctionName] ?? own[state.Resource] ?? outcomes[args.FunctionName] ?? outcomes[state.Resource]
        if (!known) throw new Fault(`${where}: no outcome is known of ${state.Resource}`)
        const outcome = sticky.get(where) ?? pick(where, known, errorsOf(state))
        if (stays) sticky.set(where, outcome)
        if (outcome.errorOutput) {
          await caught(outcome.errorOutput)
          continue
        }
        result = small(described(state.Resource, args, outcome.result), `${where}/result`)
      } else if (state.Type === 'Parallel') {
        result = []
        for (const [i, branch] of state.Branches.entries()) {
          const end = await run(branch, input, { ...scope }, `${where}/${i}/`, context, depth + 1)
          if (end.looped) return end
          result.push(end.output)
        }
        const failure = draw(100) < unlucky && errorsOf(state)
        if (failure && failure.length) { await caught(anyOf(where, failure)); continue }
      } else if (state.Type === 'Map') {
        for (const limit of ['MaxConcurrency', 'ToleratedFailurePercentage', 'ToleratedFailureCount']) await evaluate(state[limit] ?? 0, scope, states, `${where}/${limit}`)
        if (state.ItemReader) ask(`${where}/ItemReader`, state.ItemReader.Resource, await evaluate(state.ItemReader.Arguments, scope, states, `${where}/ItemReader`))
        const items = state.Items ? await evaluate(state.Items, scope, states, `${where}/Items`) : outcomes[name]
        if (!Array.isArray(items)) throw new Fault(`${where}/Items: ${JSON.stringify(items)} is not an array`)
        const apart = state.ItemProcessor.ProcessorConfig.Mode === 'DISTRIBUTED'
        result = []
        for (const [Index, Value] of items.entries()) {
          const item = { ...context, Map: { Item: { Index, Value } } }
          const itemInput = state.ItemSelector ? await evaluate(state.ItemSelector, scope, { input: Value, context: item }, `${where}/ItemSelector`) : Value
          // A distributed map's children see no variable of the workflow that starts them.
          const end = await run(state.ItemProcessor, itemInput, apart ? {} : { ...scope }, `${where}/`, item, depth + 1)
          if (end.looped) return end
          result.push(end.output)
        }
        const failure = draw(100) < unlucky && errorsOf(state)
        if (failure && failure.length) { await caught(anyOf(where, failure)); continue }
      }
      states = { input, context, result }
      let output = result
      const before = { ...scope }
      if (state.Type !== 'Choice') await assign(state, scope, states, where)
      if (state.Output !== undefined && state.Type !== 'Choice') output = await evaluate(state.Output, before, states, `${where}/Output`)
      input = small(output, `${where}/Output`)
      if (state.End || state.Type === 'Succeed') return { output: input }
      go(next)
    } catch (problem) {
      if (problem instanceof Failed && depth === 0) return { failed: problem }
      throw problem
    }

    async function caught (errorOutput) {
      const i = (state.Catch ?? []).findIndex(c => matches(c.ErrorEquals, errorOutput.Error))
      if (i < 0) throw new Failed(errorOutput.Error, errorOutput.Cause)
      const block = state.Catch[i]; const before = { ...scope }; const caughtStates = { input, context, errorOutput }
      await assign(block, scope, caughtStates, `${where}/Catch/${i}`)
      input = block.Output === undefined ? errorOutput : await evaluate(block.Output, before, caughtStates, `${where}/Catch/${i}/Output`)
      reached.add(`${where}/Catch/${i}`)
      go(block.Next)
    }

    function go (next) {
      const edge = `${where} -> ${next}`
      if (depth === 0) went.set(edge, (went.get(edge) ?? 0) + 1)
      name = next
    }
  }
}

// Only where a task may answer the same for ever, and it does in this walk.
function looped (steps) {
  const round = [...new Set(steps.slice(-LONGEST / 4))].sort()
  if (stays && round.some(where => where in endless)) return { looped: true }
  throw new Fault(`${round.join(', ')}: more than ${LONGEST} steps`)
}

function everything (machine, path, found = []) {
  for (const [name, state] of Object.entries(machine.States)) {
    const where = `${path}${name}`
    found.push(where)
    ;(state.Catch ?? []).forEach((_, i) => found.push(`${where}/Catch/${i}`))
    if (state.Type === 'Choice') found.push(...state.Choices.map((choice, i) => `${where}/Choices/${i} -> ${choice.Next}`), `${where} -> ${state.Default}`)
    ;(state.Branches ?? []).forEach((branch, i) => everything(branch, `${where}/${i}/`, found))
    if (state.ItemProcessor) everything(state.ItemProcessor, `${where}/`, found)
  }
  return found
}

for (let i = 0; i < walks; i++) {
  clock = Date.UTC(2026, 0, 1) + i
  unlucky = worst ? 0 : [3, 8, 20, 50][draw(4)]
  stays = draw(3) === 0
  sticky = new Map()
  const { input, outcomes: only } = inputs[i % inputs.length]
  own = only ?? {}
  still = inputs[i % inputs.length].still ?? false
  went = new Map()
  const context = { Execution: { Id: 'arn:aws:states:us-east-1:111122223333:execution:stack-connect:one', Name: 'one', StartTime: '2026-01-01T00:00:00.000Z' },
    StateMachine: { Id: 'arn:aws:states:us-east-1:111122223333:stateMachine:stack-connect', Name: 'stack-connect' }, Task: { Token: 'token' }, State: { EnteredTime: '2026-01-01T00:00:00Z', RetryCount: 0 } }
  try {
    const { output } = await run(definition, input, {}, '', context)
    if (weighs && output !== undefined && JSON.stringify(output).length > JSON.stringify(answer ?? '').length) answer = output
  } catch (problem) {
    if (!(problem instanceof Failed)) faults.set(problem.message, i)
  }
  for (const [edge, times] of went) rounds[edge] = Math.max(rounds[edge] ?? 0, times)
}
const unreached = everything(definition, '').filter(where => !reached.has(where))
console.log(JSON.stringify({ faults: [...faults.keys()], unreached, states: everything(definition, '').length, asked: [...asked.values()], sampled, rounds, largest, answer }))
